import 'server-only'
import { brotliDecompressSync, constants } from 'node:zlib'
import { Gunzip, Inflate, Unzlib } from 'fflate'
import { Decompress } from 'fzstd'

/**
 * Undoes how a body is packed: by what the bytes are, whatever a header says, for either may lie. What is cut, followed by something or has a wrong checksum
 * gives what can be had of it.
 */

/** `isOverlong`: there is more in it. */
export type Unpacked = { bytes: Uint8Array; isOverlong: boolean }

type Unpacker = { push(chunk: Uint8Array, isLast: boolean): unknown }
type Start = (take: (chunk: Uint8Array) => void) => Unpacker

/** Fed so much at a time: where a piece is damaged, what was in those before it has come already. */
const pieceBytes = 256

class Enough extends Error {
  override name = 'EnoughError'
}

function drain(start: Start, packed: Uint8Array, mostBytes: number): Unpacked {
  const chunks: Uint8Array[] = []
  let size = 0
  const taken = (isOverlong: boolean) => ({ bytes: Buffer.concat(chunks).subarray(0, mostBytes), isOverlong })
  try {
    const unpacker = start((chunk) => {
      chunks.push(chunk.slice())
      size += chunk.length
      if (size > mostBytes) throw new Enough()
    })
    // Never told that it was the last: an end that is missing is no fault then.
    for (let at = 0; at < packed.length; at += pieceBytes) unpacker.push(packed.subarray(at, at + pieceBytes), false)
  } catch (error) {
    return taken(error instanceof Enough)
  }
  return taken(false)
}

const startsWith = (bytes: Uint8Array, ...head: number[]) => head.every((byte, index) => bytes[index] === byte)
const gunzip: Start = (take) => new Gunzip(take)
const unzlib: Start = (take) => new Unzlib(take)
const inflate: Start = (take) => new Inflate(take)

/** RFC 1950, 2.2: deflate, with a window that there is, and a check sum over both bytes. */
const isZlib = ([first = 0, second = 0]: Uint8Array) => (first & 15) === 8 && first >> 4 < 8 && (first * 256 + second) % 31 === 0

/** Zstandard (RFC 8878, 3.1.1.1) moves its whole window for each block: one that is larger than anything that is read from it costs time alone. */
const largestWindow = 7 << 3
const largestSegment = 128 * 1024

function unzstd(packed: Uint8Array, mostBytes: number): Unpacked | null {
  const frame = packed.slice()
  const flags = frame[4] ?? 0
  const isSingleSegment = (flags & 32) !== 0
  if (!isSingleSegment) frame[5] = Math.min(frame[5] ?? 0, largestWindow)
  else if (flags >> 6 > 1 && new DataView(frame.buffer).getUint32(5 + [0, 1, 2, 4][flags & 3]!, true) > largestSegment) return null
  return drain((take) => new Decompress(take), frame, mostBytes)
}

function unbrotli(packed: Uint8Array, mostBytes: number): Unpacked | null {
  try {
    const bytes = brotliDecompressSync(packed, { maxOutputLength: mostBytes, finishFlush: constants.BROTLI_OPERATION_FLUSH })
    return { bytes, isOverlong: false }
  } catch {
    return null
  }
}

/** RFC 9112, 7.1: what a proxy leaves that frames a body twice. Null for what has no such frame. */
function dechunk(bytes: Uint8Array): Unpacked | null {
  const text = Buffer.from(bytes).toString('latin1')
  const parts: string[] = []
  for (let at = 0; at < text.length;) {
    const [line, size = ''] = /^([0-9a-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n/i.exec(text.slice(at, at + 220)) ?? []
    if (!line) return null
    const length = parseInt(size, 16)
    if (length === 0) break
    parts.push(text.slice(at + line.length, at + line.length + length))
    at += line.length + length + 2
  }
  return parts.length ? { bytes: Buffer.from(parts.join(''), 'latin1'), isOverlong: false } : null
}

/** A body that a gateway took for binary. Null for what is no base64. */
function unbase64(bytes: Uint8Array): Unpacked | null {
  const trimmed = Buffer.from(bytes).toString('latin1').trim()
  const text = trimmed.startsWith('"') && trimmed.endsWith('"') ? trimmed.slice(1, -1) : trimmed
  return /^[\w+/\r\n-]{24,}={0,2}$/.test(text) ? { bytes: Buffer.from(text, 'base64'), isOverlong: false } : null
}

/** Text holds none of these. Raw deflate and Brotli have no mark of their own: what comes of them must look like something. */
export const isText = (bytes: Uint8Array) =>
  bytes.length > 0 && bytes.subarray(0, 512).every((byte) => byte > 31 || [9, 10, 13].includes(byte))

/** @returns what is under the outermost layer; null for what is not packed */
export function unpackOnce(bytes: Uint8Array, mostBytes: number): Unpacked | null {
  if (startsWith(bytes, 0x1f, 0x8b)) return drain(gunzip, bytes, mostBytes)
  if (startsWith(bytes, 0x28, 0xb5, 0x2f, 0xfd)) return unzstd(bytes, mostBytes)
  const isPlain = isText(bytes)
  const unzipped = !isPlain && isZlib(bytes) ? drain(unzlib, bytes, mostBytes) : null
  if (unzipped?.bytes.length) return unzipped
  if (isPlain) return dechunk(bytes) ?? unbase64(bytes)
  return [drain(inflate, bytes, mostBytes), unbrotli(bytes, mostBytes)].find((one) => one && isText(one.bytes)) ?? null
}
