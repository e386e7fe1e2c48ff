export class AnswerTooLarge extends Error {
  override name = 'AnswerTooLarge'
}

/**
 * A call that must not be made twice has a connection of its own: one that lay idle may be closed by the other side in the very moment it is used,
 * and nobody could say whether the code had arrived.
 */
export const ownConnection = { connection: 'close' }

/**
 * Reads a body as UTF-8, as far as it was decompressed, and stops at `maximumBytes`: an endless or inflating answer costs no more than that.
 * @returns `isWhole`: false when the connection broke, with what had come by then
 * @throws {AnswerTooLarge}
 */
export async function readCapped(
  response: Pick<Response, 'body'> | AsyncIterable<Uint8Array>,
  maximumBytes: number,
): Promise<{ text: string; isWhole: boolean }> {
  const body = 'body' in response ? response.body : response
  if (!body) return { text: '', isWhole: true }
  const chunks: Uint8Array[] = []
  const told = (isWhole: boolean) => ({ text: Buffer.concat(chunks).toString('utf8'), isWhole })
  let size = 0
  try {
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength
      if (size > maximumBytes) throw new AnswerTooLarge() // leaving the loop cancels the stream
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof AnswerTooLarge) throw error
    return told(false)
  }
  return told(true)
}
