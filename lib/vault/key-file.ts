import 'server-only'
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { buildVaultKey, type VaultKey } from './keys'

const keyFileSchema = z.object({
  primary: z.string(),
  keys: z.array(z.object({ id: z.string().regex(/^[\w-]{1,40}$/), key: z.string(), createdAt: z.iso.datetime() })).min(1),
})

/** The file KEY_FILE: `{ "primary": id, "keys": [{ "id", "key": 32 bytes in base64, "createdAt" }] }`. Older keys open; the primary one seals. */
export type KeyFile = z.infer<typeof keyFileSchema>
/** `id`: the key's own, which stands in every cipher text. `name`: what the file calls it. */
export type FileKey = VaultKey & { name: string; createdAt: Date }

/** @throws naming the file and what is wrong with it, never a key */
export function readKeyFile(path: string): { file: KeyFile; keys: FileKey[]; primary: FileKey } {
  const bad = (what: string, cause?: unknown) => new Error(`KEY_FILE ${path} ${what}`, { cause })
  let text: string
  try {
    text = fs.readFileSync(path, 'utf8')
  } catch (error) {
    throw bad(`can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). \`npm run keys:rotate\` makes one.`)
  }
  const file = keyFileSchema.safeParse(parseJson(text)).data
  if (!file) throw bad('is not of the form { "primary": …, "keys": [{ "id", "key", "createdAt" }] }')
  const keys = file.keys.map(({ id: name, key, createdAt }) => {
    const own = buildVaultKey(key, `Key ${name} of KEY_FILE ${path}`)
    // A slip of the pen: what was sealed under it meanwhile would be lost with its correction.
    if (/^[0-9a-f]{8}$/.test(name) && name !== own.id)
      throw bad(`gives key ${name} other bytes than those that it has its id from: they were changed, or key ${name} is not the one`)
    return { ...own, name, createdAt: new Date(createdAt) }
  })
  if (new Set(keys.map(({ name }) => name)).size < keys.length) throw bad('names two keys alike')
  const primary = keys.find(({ name }) => name === file.primary)
  if (!primary) throw bad(`names ${JSON.stringify(file.primary.slice(0, 40))} as its primary key, and holds none of that id`)
  return { file, keys, primary }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Whether somebody else than its owner and its group may read the file, or anybody but its owner write it. On Windows nobody can tell. */
export const isOpenToOthers = (path: string) => process.platform !== 'win32' && (fs.statSync(path).mode & 0o027) !== 0

/** A fresh key for a key file, with the id that its bytes have. */
export function makeFileKey(now: Date, key = randomBytes(32).toString('base64')): KeyFile['keys'][number] {
  return { id: buildVaultKey(key).id, key, createdAt: now.toISOString() }
}

/**
 * In one step: a reader sees the old file or the new one, and a power cut leaves one of them. A new file is for its owner alone; one that was there
 * keeps owner, group and mode, for the portal may run as another user than the operator.
 */
export function writeKeyFile(path: string, file: KeyFile): void {
  const old = fs.statSync(path, { throwIfNoEntry: false })
  // A link stays one, and leads to the new file.
  const target = old ? fs.realpathSync(path) : path
  const next = `${target}.${randomBytes(6).toString('hex')}.next`
  const handle = fs.openSync(next, 'wx', 0o600)
  try {
    try {
      if (old) keepOwner(handle, old)
      fs.writeFileSync(handle, `${JSON.stringify(file, null, 2)}\n`)
      fs.fsyncSync(handle)
    } finally {
      fs.closeSync(handle)
    }
    fs.renameSync(next, target)
  } catch (error) {
    fs.rmSync(next, { force: true })
    throw error
  }
  syncFolder(dirname(target))
}

/** @throws when that is not ours to give: the portal could not read the new file */
function keepOwner(handle: number, { uid, gid, mode }: fs.Stats): void {
  if (process.platform === 'win32') return
  const mine = fs.fstatSync(handle)
  if (mine.uid !== uid || mine.gid !== gid) fs.fchownSync(handle, uid, gid)
  fs.fchmodSync(handle, mode & 0o777)
}

function syncFolder(folder: string): void {
  // Windows can't open a folder; there a rename is as durable as it gets.
  if (process.platform === 'win32') return
  const handle = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
