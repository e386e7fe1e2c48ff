// The outside of a backup: one readable line that says what it is and which key it needs, then everything else in sealed chunks.
//
// In chunks and not as one long AES-256-GCM message (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): each is
// verified before anybody looks at a byte of it, so that neither unpacking nor parsing ever meets what an attacker has changed, and no
// archive is too long for memory or for GCM. The nonce holds the chunk's number and whether it is the last one: none can be moved,
// left out, repeated or cut off. The line is the additional data of every chunk. The key is made for this archive alone.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { VaultKey } from '../../lib/vault/keys'
import { Refusal } from '../steps/refusal.mjs'

const FORMAT = 1
const CHUNK_BYTES = 64 * 1024
const TAG_BYTES = 16
const FIRST_LINE = /^preauth-portal-backup (\d+) ([\w-]{1,40}) ([\w-]{43}) ([\w-]{10})\n/
const LONGEST_LINE = 160

/** The line at the head of an archive. */
export type Header = { bytes: Buffer; keyId: string; salt: Buffer; nonceHead: Buffer }

const deriveKey = ({ key }: VaultKey, salt: Buffer) => Buffer.from(hkdfSync('sha256', key, salt, 'preauth-portal backup', 32))

function buildNonce({ nonceHead }: Header, chunk: number, isLast: boolean): Buffer {
  const tail = Buffer.alloc(5)
  tail.writeUInt32BE(chunk)
  tail[4] = isLast ? 1 : 0
  return Buffer.concat([nonceHead, tail])
}

function buildHeader(keyId: string): Header {
  const [salt, nonceHead] = [randomBytes(32), randomBytes(7)]
  const line = `preauth-portal-backup ${FORMAT} ${keyId} ${salt.toString('base64url')} ${nonceHead.toString('base64url')}\n`
  return { bytes: Buffer.from(line), keyId, salt, nonceHead }
}

/** The bytes of an archive: the line, then the chunks. */
export async function* sealChunks(plain: AsyncIterable<Buffer>, vaultKey: VaultKey): AsyncGenerator<Buffer> {
  const header = buildHeader(vaultKey.id)
  const key = deriveKey(vaultKey, header.salt)
  const sealChunk = (chunk: Buffer, number: number, isLast: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', key, buildNonce(header, number, isLast)).setAAD(header.bytes)
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()])
  }
  yield header.bytes
  let number = 0
  let held: Buffer = Buffer.alloc(0)
  for await (const piece of plain) {
    held = Buffer.concat([held, piece])
    for (; held.length > CHUNK_BYTES; held = held.subarray(CHUNK_BYTES)) yield sealChunk(held.subarray(0, CHUNK_BYTES), number++, false)
  }
  yield sealChunk(held, number, true)
}

/**
 * @param name what to call the file in a refusal
 * @throws {Refusal} for what is no archive, or one of another format
 */
export async function readHeader(file: FileHandle, name: string): Promise<Header> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_LINE), 0, LONGEST_LINE, 0)
  const [line, format, keyId = '', salt = '', nonceHead = ''] = FIRST_LINE.exec(buffer.subarray(0, bytesRead).toString('latin1')) ?? []
  if (!line) throw new Refusal(`${name} is not a backup of the portal, or its beginning is damaged.`)
  if (Number(format) !== FORMAT) throw new Refusal(`${name} is a backup of format ${format}; this version reads format ${FORMAT}.`)
  const bytes = Buffer.from(line, 'latin1')
  return { bytes, keyId, salt: Buffer.from(salt, 'base64url'), nonceHead: Buffer.from(nonceHead, 'base64url') }
}

/**
 * What sealChunks was given. Each piece is verified before it is handed on; that the archive is whole is known only at the end.
 * @throws {Refusal} at the first chunk that was changed or moved, and at the end of an archive that was cut off
 */
export async function* openChunks(file: FileHandle, name: string, header: Header, vaultKey: VaultKey): AsyncGenerator<Buffer> {
  const key = deriveKey(vaultKey, header.salt)
  const { size } = await file.stat()
  let position = header.bytes.length
  for (let number = 0; ; number++) {
    const sealed = await readFully(file, position, Math.min(CHUNK_BYTES + TAG_BYTES, size - position))
    position += sealed.length
    const isLast = position >= size
    yield openChunk(sealed, key, buildNonce(header, number, isLast), header, name)
    if (isLast) return
  }
}

function openChunk(sealed: Buffer, key: Buffer, nonce: Buffer, header: Header, name: string): Buffer {
  const broken = `${name} was changed, damaged or cut off, or key ${header.keyId} is not the one that it was sealed under. Nothing of it was used.`
  if (sealed.length < TAG_BYTES) throw new Refusal(broken)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(header.bytes).setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch (cause) {
    throw Object.assign(new Refusal(broken), { cause })
  }
}

async function readFully(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, length))
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}
