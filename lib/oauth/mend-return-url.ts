import type { ReturnUrlReading } from './return-url'
import { applyEdits, type Edit } from './text-edits'

/** Every match of a pattern (with the flag g) as an edit. */
export const editsOf = (text: string, pattern: RegExp, replacement: (match: string) => string): Edit[] =>
  [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length, replacement(match[0])])

const isInside = ([from, to]: Edit, others: readonly Edit[]) => others.some(([start, end]) => from < end && start < to)
const without = (edits: readonly Edit[], taken: readonly Edit[]) => edits.filter((edit) => !isInside(edit, taken))

// A line of a mail may end in a soft break (RFC 2045, 6.7), but an = behind a parameter's name is its own.
const isSoftBreak = (text: string, at: number) =>
  text[at - 1] === '=' && !/[?&](code|state|error|iss)=$/.test(text.slice(Math.max(0, at - 12), at))

/** What stands around the address, and the breaks in it: quotation marks, brackets, a sentence before, a second copy behind, line breaks, blanks. */
export function unwrappings(text: string): Edit[] {
  const start = text.search(/https?:\/\//i)
  if (start < 0) return []
  const end = text.trimEnd().replace(/[>)\]"'’”]{1,9}[.,]?$/, '').length
  const before: Edit[] = start > 0 ? [[0, start, '']] : []
  const behind: Edit[] = end < text.length ? [[end, text.length, '']] : []
  const breaks = editsOf(text.slice(start, end), /\s[>\s]*/g, () => '').map(([from, to]): Edit => {
    const at = from + start
    return [isSoftBreak(text, at) ? at - 1 : at, to + start, '']
  })
  const copy = text.slice(start + 1, end).search(/https?:\/\//i) + start + 1
  const strip = (part: string) => part.replace(/[>\s]/g, '')
  if (copy > start && strip(text.slice(start, copy)) === strip(text.slice(copy, end)))
    return [...before, ...breaks.filter(([from]) => from < copy), [copy, text.length, ''] as Edit].filter(
      ([from, to]) => to <= copy || from >= copy,
    )
  return [...before, ...breaks, ...behind]
}

/** What HTML makes of &. */
export const unescapings = (text: string): Edit[] => editsOf(text, /&(?:(?:amp|#38|#x26);)+/gi, () => '&')

function beginnings(text: string, redirectUri: string): Edit[] {
  const whole = text.trim()
  if (/^https?%3a%2f%2f\S+$/i.test(whole)) return editsOf(text, /(?:%[0-9a-f]{2})+/gi, decode)
  const { protocol, host } = new URL(redirectUri)
  const isBare = whole.toLowerCase().startsWith(host) && /^[/?]/.test(whole.slice(host.length))
  return isBare ? [[text.indexOf(whole), text.indexOf(whole), `${protocol}//`]] : []
}

function decode(escapes: string): string {
  try {
    return decodeURIComponent(escapes)
  } catch {
    return escapes
  }
}

function fragments(text: string, taken: readonly Edit[]): Edit[] {
  const at = [...text.matchAll(/#/g)].map(({ index }) => index).find((index) => !isInside([index, index + 1, ''], taken))
  return at === undefined ? [] : [[at, text.trimEnd().length, '']]
}

/** Only the first: `%252521` was encoded three times, and once is right. */
export const unencodings = (text: string): Edit[] => editsOf(text, /%(?:25)+(?=[0-9a-f]{2})/gi, () => '%')

/**
 * The edits that make a right return URL of a damaged one, or null where none is safe: what they make must be read as the attempt's own,
 * its `state` included, so nothing is guessed. Pure.
 */
export function mendReturnUrl(text: string, redirectUri: string, read: (text: string) => ReturnUrlReading): Edit[] | null {
  const around = unwrappings(text)
  const escapes = without(unescapings(text), around)
  const begun = around.length === 0 && !/https?:\/\//i.test(text) ? beginnings(text, redirectUri) : []
  const cut = fragments(text, [...around, ...escapes])
  const shape = [...without([...around, ...escapes, ...begun], cut), ...cut]
  const twice = without(unencodings(text), shape)
  const isGood = (edits: Edit[]) => edits.length > 0 && read(applyEdits(text, edits)).ok
  return [shape, [...shape, ...twice]].find(isGood) ?? null
}
