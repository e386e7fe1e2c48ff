// Compresses the build's files for browsers once, as small as it can be; lib/http/serve-built-files.mjs serves what lies there.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const folder = join(import.meta.dirname, '../.next/static')
// Fonts are compressed already, and a tiny file only grows.
const isWorthIt = (/** @type {string} */ name, /** @type {Buffer} */ content) => /\.(js|css|svg|json)$/.test(name) && content.length > 512

for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!/\.\w+$/.test(name)) continue
  const file = join(folder, name)
  const content = readFileSync(file)
  if (!isWorthIt(name, content)) continue
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }))
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
}
