import type { Span } from './mending'
import type { ExpectedReturn } from './strict-return-url'
import { readBase, type Base } from './same-site'

type Piece = { name: string; value: Span }

/** An answer to the attempt: what is to be kept of it, by name and place, its address, and where all of it stands. */
export type Answer = { kept: [name: string, value: Span][]; base: Base; place: Span }

/** The parameters in a part of a text; null where something is no parameter: then an & was not one, and a value may be cut short. */
function readPieces(text: string, from: number, to: number): Piece[] | null {
  const pieces: Piece[] = []
  for (let start = from; start < to;) {
    const next = text.indexOf('&', start)
    const end = next < 0 || next > to ? to : next
    const [name = ''] = /^[\w.~-]{1,60}=?/.exec(text.slice(start, Math.min(end, start + 61))) ?? []
    if (!name.endsWith('=') && start + name.length !== end) return null
    pieces.push({ name: name.replace('=', ''), value: [start + name.length, end] })
    start = end + 1
  }
  return pieces
}

/** How much of a run of letters is the attempt's own state: what stands behind it may well be letters, too. */
function lengthOfState(run: string, isState: ExpectedReturn['isState']): number {
  for (let length = run.length; length >= 16; length--) if (isState(run.slice(0, length))) return length
  return 0
}

/** What an address bar leaves in a code as it is. Anything else is something around it, or an escape that was not undone yet. */
const codeText = /^[\w.~!$()*+,:@/?%=-]+$/
/** Behind the state a code ends where the text does, and there a full stop may be the sentence's or the code's own. */
const plainEnd = /[\w%=-]$/

/** The runs of letters behind every `state=` in a text. */
export const statesIn = (text: string) => [...text.matchAll(/(?<=[?&#])state=([\w-]{16,64})/g)].slice(0, 4)

/** The answer around one `state`. Null where it is not this attempt's, or where its values can not be told for certain. */
export function readAnswer(text: string, { 1: run = '', index: at }: RegExpExecArray, expected: ExpectedReturn): Answer | null {
  const stateAt = at + 'state='.length
  const stateEnd = stateAt + lengthOfState(run, expected.isState)
  if (stateEnd === stateAt) return null
  const queryAt = Math.max(text.lastIndexOf('?', at), text.lastIndexOf('#', at)) + 1
  const base = queryAt > 0 ? readBase(text, queryAt - 1, expected.redirectUri) : null
  const before = readPieces(text, queryAt, at - 1)
  const [tail] = /^(?:&[\w.~-]+=[^&#\s"'<>]*)*/.exec(text.slice(stateEnd)) ?? ['']
  const behind = readPieces(text, stateEnd + 1, stateEnd + tail.length)
  if (!base || !before || !behind) return null

  const named = (name: string) => [...before, ...behind].filter((piece) => piece.name === name)
  const [codes, errors, words, senders] = [named('code'), named('error'), named('error_description'), named('iss')]
  if (codes.length + errors.length !== 1 || words.length > 1 || senders.length > 1 || named('state').length) return null
  for (const code of codes) {
    const value = text.slice(...code.value)
    if (!codeText.test(value) || (behind.includes(code) && !plainEnd.test(value))) return null
  }
  const kept: Answer['kept'] = [...codes, ...errors, ...(errors.length ? words : [])].map(({ name, value }) => [name, value])
  kept.push(['state', [stateAt, stateEnd]], ...senders.map(({ value }): [string, Span] => ['iss', value]))
  const query = new URLSearchParams(text.slice(queryAt, stateEnd + tail.length))
  const hasOwn = [...new URL(expected.redirectUri).searchParams].every(([name, value]) => query.getAll(name).includes(value))
  if (text.charAt(queryAt - 1) === '#' || !hasOwn) base.change = 'address'
  return { kept, base, place: [base.start, Math.max(...kept.map(([, [, end]]) => end))] }
}
