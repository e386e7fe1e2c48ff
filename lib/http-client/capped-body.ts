export class AnswerTooLarge extends Error {
  override name = 'AnswerTooLarge'
}

/**
 * Reads a body up to `maximumBytes`: an endless answer costs no more than that.
 * @returns `isWhole`: false when the connection broke; `isOverlong`: there was more. Either way with what had come by then
 */
export async function readBytes(
  body: AsyncIterable<Uint8Array>,
  maximumBytes: number,
): Promise<{ bytes: Buffer; isWhole: boolean; isOverlong?: true }> {
  const chunks: Uint8Array[] = []
  const read = () => Buffer.concat(chunks).subarray(0, maximumBytes)
  let size = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      size += chunk.byteLength
      if (size > maximumBytes) return { bytes: read(), isWhole: true, isOverlong: true } // leaving the loop ends the stream
    }
  } catch {
    return { bytes: read(), isWhole: false }
  }
  return { bytes: read(), isWhole: true }
}

/**
 * Reads a body as UTF-8.
 * @returns `isWhole`: false when the connection broke, with what had come by then
 * @throws {AnswerTooLarge} beyond `maximumBytes`
 */
export async function readCapped(body: AsyncIterable<Uint8Array>, maximumBytes: number): Promise<{ text: string; isWhole: boolean }> {
  const { bytes, isWhole, isOverlong } = await readBytes(body, maximumBytes)
  if (isOverlong) throw new AnswerTooLarge()
  return { text: bytes.toString('utf8'), isWhole }
}
