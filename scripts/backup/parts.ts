// The inside of a backup: parts one after the other, each of a length that need not be known beforehand, and the manifest at the end.
// A record is one byte that says what it is, four for its length, and so many bytes.
import { createHash } from 'node:crypto'
import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkPartName, manifestSchema, type Manifest, type PartSum } from './manifest'

const RECORD = { part: 1, bytes: 2, manifest: 3 } as const
const HEAD_BYTES = 5

/** `bytes` is read when its turn has come. */
export type Part = { name: string; bytes: AsyncIterable<Buffer> | Iterable<Buffer> }

function record(kind: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head[0] = kind
  head.writeUInt32BE(payload.length, 1)
  return Buffer.concat([head, payload])
}

/** @param finish is asked for the rest of the manifest when every part has been read */
export async function* packParts(
  parts: AsyncIterable<Part>,
  finish: () => Omit<Manifest, 'parts'> | Promise<Omit<Manifest, 'parts'>>,
): AsyncGenerator<Buffer> {
  const sums: PartSum[] = []
  for await (const { name, bytes } of parts) {
    yield record(RECORD.part, Buffer.from(checkPartName(name)))
    const hash = createHash('sha256')
    let size = 0
    for await (const piece of bytes) {
      hash.update(piece)
      size += piece.length
      yield record(RECORD.bytes, piece)
    }
    sums.push({ name, size, sha256: hash.digest('hex') })
  }
  yield record(RECORD.manifest, Buffer.from(JSON.stringify({ ...(await finish()), parts: sums } satisfies Manifest)))
}

/**
 * Writes every part below a folder, as files that only their owner may read.
 * @throws when a part is not what the manifest says, or there is no manifest
 */
export async function unpackParts(packed: AsyncIterable<Buffer>, folder: string): Promise<Manifest> {
  const sums: PartSum[] = []
  let part: { file: FileHandle; sum: PartSum; hash: ReturnType<typeof createHash> } | null = null
  let manifest: Manifest | null = null
  const finishPart = async () => {
    if (!part) return
    sums.push({ ...part.sum, sha256: part.hash.digest('hex') })
    await part.file.sync()
    await part.file.close()
    part = null
  }
  try {
    for await (const { kind, payload } of readRecords(packed)) {
      if (manifest) throw new Error('The backup goes on after its manifest')
      if (kind === RECORD.part) {
        await finishPart()
        part = await beginPart(folder, checkPartName(payload.toString()))
      } else if (kind === RECORD.bytes && part) {
        part.hash.update(payload)
        part.sum.size += payload.length
        await part.file.writeFile(payload)
      } else if (kind === RECORD.manifest) {
        await finishPart()
        manifest = manifestSchema.parse(JSON.parse(payload.toString()))
      } else throw new Error('The backup holds a record that this version does not know')
    }
  } finally {
    await (part as { file: FileHandle } | null)?.file.close()
  }
  if (!manifest || JSON.stringify(manifest.parts) !== JSON.stringify(sums))
    throw new Error('The backup does not hold what its manifest says')
  return manifest
}

async function beginPart(folder: string, name: string) {
  const path = join(folder, name)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  return { file: await open(path, 'wx', 0o600), sum: { name, size: 0, sha256: '' }, hash: createHash('sha256') }
}

async function* readRecords(packed: AsyncIterable<Buffer>): AsyncGenerator<{ kind: number; payload: Buffer }> {
  let held: Buffer = Buffer.alloc(0)
  for await (const piece of packed) {
    held = Buffer.concat([held, piece])
    while (held.length >= HEAD_BYTES && held.length >= HEAD_BYTES + held.readUInt32BE(1)) {
      const end = HEAD_BYTES + held.readUInt32BE(1)
      yield { kind: held.readUInt8(0), payload: held.subarray(HEAD_BYTES, end) }
      held = held.subarray(end)
    }
  }
  if (held.length) throw new Error('The backup ends in the middle of a record')
}
