export class AnswerTooLarge extends Error {
  override name = 'AnswerTooLarge'
}

/**
 * A call that must not be made twice has a connection of its own: one that lay idle may be closed by the other side in the very moment it is used,
 * and nobody could say whether the code had arrived.
 */
export const ownConnection = { connection: 'close' }

type Body = Pick<Response, 'body'> | AsyncIterable<Uint8Array>

/**
 * Reads a body up to `maximumBytes`: an endless or inflating answer costs no more than that.
 * @returns `isWhole`: false when the connection broke; `isOverlong`: there was more. Either way with what had come by then
 */
export async function readBytes(response: Body, maximumBytes: number): Promise<{ bytes: Buffer; isWhole: boolean; isOverlong?: true }> {
  const body = 'body' in response ? response.body : response
  const chunks: Uint8Array[] = []
  const read = () => Buffer.concat(chunks).subarray(0, maximumBytes)
  let size = 0
  try {
    for await (const chunk of (body ?? []) as unknown as AsyncIterable<Uint8Array>) {
      chunks.push(chunk)
      size += chunk.byteLength
      if (size > maximumBytes) return { bytes: read(), isWhole: true, isOverlong: true } // leaving the loop cancels the stream
    }
  } catch {
    return { bytes: read(), isWhole: false }
  }
  return { bytes: read(), isWhole: true }
}

/**
 * Reads a body as UTF-8, as far as it was decompressed.
 * @returns `isWhole`: false when the connection broke, with what had come by then
 * @throws {AnswerTooLarge} beyond `maximumBytes`
 */
export async function readCapped(response: Body, maximumBytes: number): Promise<{ text: string; isWhole: boolean }> {
  const { bytes, isWhole, isOverlong } = await readBytes(response, maximumBytes)
  if (isOverlong) throw new AnswerTooLarge()
  return { text: bytes.toString('utf8'), isWhole }
}
