import { decode, type Decoding } from './decodings'

/** From where to where in a text (UTF-16 units, as String.slice counts). */
export type Span = readonly [from: number, to: number]

/**
 * What makes a right return URL of a damaged text: the part `within` it is decoded step by step, and then `parts` of that and fixed words stand
 * one behind the other. It holds nothing of the text itself, so it may go where the code may not.
 */
export type Mending = { within: Span; decodings: readonly Decoding[]; parts: readonly (string | Span)[] }

/** Pure. */
export function applyMending(text: string, { within, decodings, parts }: Mending): string {
  const plain = decodings.reduce((given, name) => decode[name](given), text.slice(...within))
  return parts.map((part) => (typeof part === 'string' ? part : plain.slice(...part))).join('')
}
