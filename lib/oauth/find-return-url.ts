import { readAnswer, statesIn, type Answer } from './answer-in-text'
import { decode, decodings, isDefended, type Decoding } from './decodings'
import { applyMending, type Mending, type Span } from './mending'
import type { ExpectedReturn, ReturnUrlReading } from './strict-return-url'

/** What a mending changes, in the order in which it is told. */
export const changes = ['another-address', 'before', 'behind', 'joined', 'decoded', 'scheme', 'address'] as const
export type Change = (typeof changes)[number]

/** `place`: where the address stands in the text itself; null where it shows only once that is decoded. */
export type Found = { mending: Mending; mended: string; changes: Change[]; place: Span | null }

/** So much of a text is looked at, through so many layers of wrapping. */
const windowLength = 4_096
const mostLayers = 40
const mostDepth = 4

type Layer = { text: string; decodings: Decoding[] }

/** The part of a long text in which an address may stand: around its first `state`, a word that hardly any wrapping changes. */
function windowOf({ length }: string, state: number): Span {
  const from = length <= windowLength ? 0 : Math.max(0, state - (windowLength * 3) / 4)
  return [from, Math.min(length, from + windowLength)]
}

/** The texts in which an address may show: what was pasted, and what is left of it when one wrapping after the other is undone. */
function* layersOf(given: string): Generator<Layer> {
  const first: Decoding[] = isDefended(given) ? ['defended'] : []
  const layers: Layer[] = [{ text: first.reduce((text, name) => decode[name](text), given), decodings: first }]
  const seen = new Set([given, ...layers.map(({ text }) => text)])
  for (const layer of layers) {
    yield layer
    for (const name of layer.decodings.length < mostDepth ? decodings : []) {
      const text = decode[name](layer.text)
      if (seen.has(text) || layers.length >= mostLayers) continue
      seen.add(text)
      layers.push({ text, decodings: [...layer.decodings, name] })
    }
  }
}

function listChanges({ text, decodings }: Layer, { base, place: [start, end] }: Answer): Change[] {
  let from = start
  while (from > 0 && !/[\s"'<>()[\]|]/.test(text.charAt(from - 1))) from--
  const isInside = /:\/\/|[?=]$/.test(text.slice(from, start))
  const found: (Change | null | false)[] = [
    isInside && 'another-address',
    !isInside && text.slice(0, start).trim() !== '' && 'before',
    !isInside && text.slice(end).trim() !== '' && 'behind',
    decodings.includes('joined') && 'joined',
    decodings.some((name) => name !== 'joined') && 'decoded',
    base.change,
  ]
  return changes.filter((one) => found.includes(one))
}

/** The registered address with what is kept of an answer: whatever else stood in it, the site or somebody on the way has put there. */
function partsOf({ base, kept }: Answer, redirectUri: string): Mending['parts'] {
  const { protocol, search } = new URL(redirectUri)
  const isOwn = base.change !== 'address' && !search
  const address = isOwn ? [base.change === 'scheme' ? `${protocol}//` : '', [base.start, base.end] as const] : [redirectUri]
  return [...address, ...kept.flatMap(([name, span], index) => [`${index || search ? '&' : '?'}${name}=`, span])]
}

/**
 * The attempt's own answer wherever it stands in a text, with what makes a right return URL of it. Nothing is guessed: its `state` must be the
 * attempt's, its site the one at the redirect URI, its values certain, and the strict reading must take what comes out. Two answers that
 * differ are none. Pure; the work is bounded by the window and the number of layers.
 */
export function findReturnUrl(given: string, expected: ExpectedReturn, read: (text: string) => ReturnUrlReading): Found | null {
  const within = windowOf(given, given.indexOf('state'))
  for (const layer of layersOf(given.slice(...within))) {
    const found = new Map<string, Found>()
    for (const match of statesIn(layer.text)) {
      const answer = readAnswer(layer.text, match, expected)
      // Where lines were joined, nothing shows where a value at the end stops.
      if (!answer || (layer.decodings.includes('joined') && answer.kept.some(([name], at) => name === 'code' && isLast(answer, at))))
        continue
      const mending: Mending = { within, decodings: layer.decodings, parts: partsOf(answer, expected.redirectUri) }
      const mended = applyMending(given, mending)
      const reading = read(mended)
      if (!reading.ok && !reading.endsAttempt) continue
      const place: Span | null = layer.decodings.length ? null : [within[0] + answer.place[0], within[0] + answer.place[1]]
      if (!found.has(mended)) found.set(mended, { mending, mended, place, changes: listChanges(layer, answer) })
    }
    const [one, another] = found.values()
    if (one) return another ? null : one
  }
  return null
}

const isLast = ({ kept, place }: Answer, at: number) => kept[at]?.[1][1] === place[1]

/** Of this portal's states, which are 256 bits in base64url. */
const stateLength = 43
const mostStates = 8

/** The states in whatever was pasted, however wrapped, a few at the most: only for finding the attempt that is meant. */
export function listStates(given: string): string[] {
  const states = new Set<string>()
  for (const { text } of layersOf(given.slice(...windowOf(given, given.indexOf('state')))))
    for (const [, run = ''] of statesIn(text)) if (run.length >= stateLength) states.add(run.slice(0, stateLength))
  return [...states].slice(0, mostStates)
}
