import 'server-only'
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import type { ExportedFile } from '@/lib/export-user'

// Packing begins with tables of a quarter of a megabyte: for less than this they are not worth it.
const leastPacked = 4_096
const pieceBytes = 64 * 1024

/** Takes what the archive has written, where it is a piece's worth, or all there is. */
function* take(written: Uint8Array[], leastBytes = 1): Generator<Uint8Array> {
  const size = written.reduce((sum, { length }) => sum + length, 0)
  if (size >= leastBytes) yield Buffer.concat(written.splice(0))
}

async function* pack(files: AsyncIterable<ExportedFile>): AsyncGenerator<Uint8Array> {
  const written: Uint8Array[] = []
  const archive = new Zip((error, chunk) => {
    if (error) throw error
    written.push(chunk)
  })
  for await (const { path, text } of files) {
    const isShort = typeof text === 'string' && text.length < leastPacked
    const entry = isShort ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 })
    archive.add(entry)
    for await (const piece of typeof text === 'string' ? [text] : text) {
      entry.push(strToU8(piece))
      yield* take(written, pieceBytes)
    }
    entry.push(new Uint8Array(0), true)
    yield* take(written, pieceBytes)
  }
  archive.end()
  yield* take(written)
}

/** Packs files into a ZIP archive while it is sent, as fast as it is taken: what is large never stands whole in memory. */
export function zipStream(files: AsyncIterable<ExportedFile>): ReadableStream<Uint8Array> {
  const packed = pack(files)
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await packed.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await packed.return(undefined)
    },
  })
}
