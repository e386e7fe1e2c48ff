// The spool's part in a backup: token answers that wait, sealed, for their way into the database (lib/spool/).
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../steps/refusal.mjs'
import type { PartSum } from './manifest'
import { clearStale, writeWhole } from './partial-files'

type Files = Map<string, Buffer>

const PART = 'spool/'
const ENTRY = /^([\w-]+)\.(\d+)\.(answer|reserved)$/

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

/** The entries that hold something; a place that is reserved and not filled yet holds blanks. One that vanishes meanwhile stands in the database. */
export async function readSpool(folder: string): Promise<Files> {
  const files: Files = new Map()
  for (const name of (await namesIn(folder)).filter((one) => ENTRY.test(one))) {
    const bytes = await readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (bytes && bytes.some((byte) => byte !== 0x20)) files.set(name, bytes)
  }
  return files
}

export const spoolParts = (files: Files) => [...files].map(([name, bytes]) => ({ name: PART + name, bytes: [bytes] }))

/** The attempts of which an answer lies in the spool. */
export const attemptsInSpool = (parts: PartSum[]) => parts.flatMap(({ name }) => ENTRY.exec(name.slice(PART.length))?.[1] ?? [])

export const isSpoolPart = ({ name }: PartSum) => name.startsWith(PART)

/**
 * Looks whether the backup's entries may be put there. Those that are there already, byte for byte, were put there by a run that was killed.
 * @returns the names that are still missing
 * @throws {Refusal} when the folder holds anything else
 */
export async function checkSpoolPlace(folder: string, parts: PartSum[]): Promise<string[]> {
  await clearStale(folder, (name) => ENTRY.test(name))
  const present = await namesIn(folder)
  for (const name of present) {
    const sum = parts.find((part) => part.name === PART + name)?.sha256
    const bytes = sum ? await readFile(join(folder, name)) : null
    if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sum)
      throw new Refusal(`The spool folder ${folder} is not empty: it holds ${name}, which is not of this backup. Move it away first.`)
  }
  return parts.filter(isSpoolPart).flatMap(({ name }) => (present.includes(name.slice(PART.length)) ? [] : [name.slice(PART.length)]))
}

/**
 * Puts entries into the spool, each whole or not at all.
 * @param unpacked where the verified parts of the backup lie
 */
export async function placeSpool(folder: string, unpacked: string, names: string[]): Promise<void> {
  if (names.length) await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of names) await writeWhole(join(folder, name), [await readFile(join(unpacked, PART, name))])
}
