import 'server-only'
import { brotliDecompressSync, constants, gunzipSync, inflateSync, type ZlibOptions } from 'node:zlib'
import { AnswerTooLarge } from './capped-body'

type Unpack = (packed: Buffer, options: ZlibOptions) => Buffer

// What was cut gives what can be had of it.
const zlib = { finishFlush: constants.Z_SYNC_FLUSH }
const brotli = { finishFlush: constants.BROTLI_OPERATION_FLUSH }

const unpackers: Record<string, Unpack> = {
  gzip: (packed, options) => gunzipSync(packed, { ...options, ...zlib }),
  'x-gzip': (packed, options) => gunzipSync(packed, { ...options, ...zlib }),
  deflate: (packed, options) => inflateSync(packed, { ...options, ...zlib }),
  br: (packed, options) => brotliDecompressSync(packed, { ...options, ...brotli }),
}

/**
 * Undoes what `Content-Encoding` names (RFC 9110, 8.4.1), though `identity` was asked for. A body that is not what it says is given back as it came.
 * @throws {AnswerTooLarge} an inflating answer costs no more than `maximumBytes`
 */
export function decompress(body: Buffer, contentEncoding: string | undefined, maximumBytes: number): Buffer {
  const unpack = unpackers[contentEncoding?.trim().toLowerCase() ?? '']
  if (!unpack || body.length === 0) return body
  try {
    return unpack(body, { maxOutputLength: maximumBytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new AnswerTooLarge()
    return body
  }
}
