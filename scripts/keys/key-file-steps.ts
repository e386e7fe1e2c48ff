// What `keys:rotate` does to the key file. The file is written, and on disk, before anything stands under its new key.
import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { makeFileKey, readKeyFile, writeKeyFile, type FileKey, type KeyFile } from '../../lib/vault/key-file'
import { Refusal } from '../steps/refusal.mjs'

/** What a run that was killed left beside the file. */
export function clearDrafts(path: string): void {
  const isDraft = (name: string) => name.startsWith(`${basename(path)}.`) && name.endsWith('.next')
  for (const name of readdirSync(dirname(path)).filter(isDraft)) rmSync(join(dirname(path), name), { force: true })
}

/** Writes the file, and looks whether it says so. @throws {Refusal} when it can't be written */
function save(path: string, file: KeyFile): void {
  try {
    writeKeyFile(path, file)
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    const why = code === 'EPERM' ? 'it belongs to another user; run this as that user' : code
    throw new Refusal(`KEY_FILE ${path} can't be written (${why}). Nothing was changed.`)
  }
  const { file: written } = readKeyFile(path)
  if (JSON.stringify(written) !== JSON.stringify(file))
    throw new Refusal(`KEY_FILE ${path} was changed by somebody else meanwhile. Try again.`)
}

/** A first key file: a new key is primary, and that of ENCRYPTION_KEY still opens. @returns the new key's id */
export function createKeyFile(path: string, encryptionKey: string | undefined, now: Date): string {
  const made = makeFileKey(now)
  // Nobody knows how old ENCRYPTION_KEY is; older than this one.
  const older = encryptionKey ? [makeFileKey(new Date(0), encryptionKey)] : []
  save(path, { primary: made.id, keys: [...older, made] })
  return made.id
}

/** The key that was put into the file last, and is younger than the primary one: prepared for every machine to know it, or taken back. */
export function findYounger(path: string): FileKey | null {
  const { keys, primary } = readKeyFile(path)
  const younger = keys.filter(({ createdAt }) => createdAt > primary.createdAt)
  return younger.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime()).at(-1) ?? null
}

// Also where a clock went back: the times tell which key came after which.
const makeYoungest = ({ keys }: KeyFile, now: Date) =>
  makeFileKey(new Date(Math.max(now.getTime(), ...keys.map(({ createdAt }) => Date.parse(createdAt) + 1))))

/** Adds a key that does not seal yet. @returns its id */
export function prepareKey(path: string, now: Date): string {
  const { file } = readKeyFile(path)
  const made = makeYoungest(file, now)
  save(path, { ...file, keys: [...file.keys, made] })
  return made.id
}

/**
 * Makes a prepared key primary, or a new one. In one step: a run that is killed here is begun again by the next. From this moment the primary key's
 * age tells which data keys are older; one that was prepared long ago begins its life now.
 */
export function promoteKey(path: string, prepared: FileKey | null, now: Date): void {
  const { file } = readKeyFile(path)
  const made = makeYoungest(file, now)
  const { id, key } = file.keys.find((one) => one.id === prepared?.name) ?? made
  const others = file.keys.filter((one) => one.id !== id)
  save(path, { primary: id, keys: [...others, { id, key, createdAt: made.createdAt }] })
}
