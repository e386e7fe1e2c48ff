// Looks for secrets in whatever was written: as they are, and in the shapes that a program may give them.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { brotliDecompressSync, constants, inflateRawSync, inflateSync } from 'node:zlib'

export type Secrets = Record<string, string>

/** A secret in base64 at each of the three places that a byte can have in a group, without the characters at the edges that depend on neighbours. */
function base64Shapes(bytes: Buffer): string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    return text.slice(offset === 0 ? 0 : offset + 1, -1)
  })
}

export function shapesOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const base64 = base64Shapes(bytes)
  const utf16 = Buffer.from(secret, 'utf16le').toString('latin1')
  return [
    ...new Set([
      ...[bytes.toString('latin1'), utf16, encodeURIComponent(secret), encodeURIComponent(encodeURIComponent(secret))],
      ...[secret.replaceAll('&', '&amp;'), JSON.stringify(secret).slice(1, -1)],
      ...[...base64, ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))],
      ...[bytes.toString('hex'), bytes.toString('hex').toUpperCase()],
    ]),
  ]
}

// Without its head and tail (RFC 1952, 2.3): one that is cut off, or followed by other bytes, still says what it says.
function gunzip(bytes: Buffer): Buffer {
  const hasName = ((bytes[3] ?? 0) & 8) !== 0
  const start = hasName ? bytes.indexOf(0, 10) + 1 : 10
  return inflateRawSync(bytes.subarray(start), { finishFlush: constants.Z_SYNC_FLUSH })
}

const tryAll = (bytes: Buffer) =>
  [gunzip, inflateSync, inflateRawSync, brotliDecompressSync].flatMap((decompress) => {
    try {
      return [decompress(bytes).toString('latin1')]
    } catch {
      return []
    }
  })

/** What bytes may say: themselves, and every gzip stream that begins in them. */
function readings(bytes: Buffer): string[] {
  const found = [bytes.toString('latin1')]
  for (let at = bytes.indexOf('\x1f\x8b\x08', 0, 'latin1'); at >= 0; at = bytes.indexOf('\x1f\x8b\x08', at + 1, 'latin1'))
    found.push(...tryAll(bytes.subarray(at)).slice(0, 1))
  if (bytes.length < 1_000_000) found.push(...tryAll(bytes))
  return found
}

/** @returns the names of the secrets that stand in the bytes, in any shape */
export function findSecrets(content: Buffer | string, secrets: Secrets): string[] {
  const texts = readings(Buffer.from(content))
  return Object.entries(secrets)
    .filter(([, secret]) => shapesOf(secret).some((shape) => texts.some((text) => text.includes(shape))))
    .map(([name]) => name)
}

/** Every file below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
}

type Content = { name: string; content: Buffer | string }

/** The places of a run, each with the secrets that were found there, and in which of its parts. */
export function createSearch(secrets: () => Secrets) {
  const places: { place: string; count: number; found: string[] }[] = []
  const look = (place: string, contents: Content[], without: string[] = []) => {
    const sought = Object.fromEntries(Object.entries(secrets()).filter(([name]) => !without.includes(name)))
    const found = contents.flatMap(({ name, content }) => findSecrets(content, sought).map((secret) => `${secret} in ${name}`))
    places.push({ place, count: contents.length, found: [...new Set(found)] })
  }
  const row = ({ place, count, found }: (typeof places)[number]) => `| ${place} | ${count} | ${found.join(', ') || 0} |`
  return {
    places,
    texts: (place: string, contents: (Buffer | string)[], without: string[] = []) =>
      look(
        place,
        contents.map((content, index) => ({ name: `no. ${index + 1}`, content })),
        without,
      ),
    folder: (place: string, folder: string, without: string[] = []) =>
      look(
        place,
        filesBelow(folder).map((path) => ({ name: relative(folder, path), content: readFileSync(path) })),
        without,
      ),
    table: () => ['| place | read | hits |', '|---|---|---|', ...places.map(row)].join('\n'),
  }
}
