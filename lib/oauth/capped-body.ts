export class AnswerTooLarge extends Error {
  override name = 'AnswerTooLarge'
}

/**
 * Reads a body as UTF-8, after decompression, and stops at `maximumBytes`: an endless or inflating answer costs no more than that.
 * @throws {AnswerTooLarge}
 */
export async function readCapped(response: Response, maximumBytes: number): Promise<string> {
  if (!response.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > maximumBytes) throw new AnswerTooLarge() // leaving the loop cancels the stream
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
