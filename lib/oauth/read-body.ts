import 'server-only'
import { decodeText } from './decode-text'
import { findAnswer, tokenOf, type Found } from './find-answer'
import { asRawAnswer, type FormerAnswer, type RawAnswer } from './raw-answer'
import { isText, unpackOnce } from './unpack-body'

/** No token answer is longer, packed or unpacked. */
export const maximumBytes = 64 * 1024
const mostLayers = 4

/** `text`: as it reads in the end. `found`: the answer in it. `isOverlong`: there was more than was read. */
export type Body = { text: string; found: Found | null; isOverlong: boolean }

/** What a body says, however it is packed, encoded and wrapped: no header is asked. */
export function readBody(answer: RawAnswer | FormerAnswer): Body {
  const raw = asRawAnswer(answer)
  let bytes: Uint8Array = Buffer.from(raw.bytes, 'base64')
  let isOverlong = raw.isOverlong ?? false
  let isReadable = false
  let best: Body = { text: '', found: null, isOverlong }
  for (let layer = 0; layer <= mostLayers; layer++) {
    const text = decodeText(bytes)
    const found = findAnswer(text)
    if (found && !found.isLoose && tokenOf(found.fields, 'refresh_token')) return { text, found, isOverlong }
    // What tells something is not given up for what only might be another layer.
    if (!best.found && (found || !isReadable)) best = { text, found, isOverlong }
    isReadable ||= isText(bytes)
    const inner = unpackOnce(bytes, maximumBytes)
    if (!inner || inner.bytes.length === 0) break
    isOverlong ||= inner.isOverlong
    bytes = inner.bytes
  }
  return { ...best, isOverlong }
}
