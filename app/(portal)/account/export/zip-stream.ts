import 'server-only'
import { strToU8, Zip, ZipDeflate } from 'fflate'
import type { ExportedFile } from '@/lib/export-user'

/** Packs files into a ZIP archive while it is sent: what is large never stands whole in memory. */
export function zipStream(files: AsyncGenerator<ExportedFile>): ReadableStream<Uint8Array> {
  let archive: Zip
  return new ReadableStream<Uint8Array>({
    start(controller) {
      archive = new Zip((error, chunk, isLast) => {
        if (error) return controller.error(error)
        controller.enqueue(chunk)
        if (isLast) controller.close()
      })
    },
    async pull() {
      const { value, done } = await files.next()
      if (done) return archive.end()
      const entry = new ZipDeflate(value.path, { level: 6 })
      archive.add(entry)
      entry.push(strToU8(value.text), true)
    },
    async cancel() {
      archive.terminate()
      await files.return(undefined)
    },
  })
}
