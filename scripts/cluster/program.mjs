// PostgreSQL, PgBouncer and nginx: where they keep their files, as whom they run, and how they are started.
import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { lentUser } from '../steps/lent-user.mjs'
import { startService } from '../steps/processes.mjs'
import { Refusal } from '../steps/refusal.mjs'

/** @typedef {{ name: string, program: string, parameters: string[], stopSignal: NodeJS.Signals }} Program */

const owner = lentUser()

/** Whom we lend to them may pass through this folder of ours, without reading what lies there. @param {string} folder */
export function letThrough(folder) {
  if (owner) chmodSync(folder, statSync(folder).mode | 0o001)
}

/**
 * A folder for one of them alone, below one of ours.
 * @param {string} parent
 * @param {string} name
 */
export function makePlace(parent, name) {
  const folder = join(parent, name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!owner) return folder
  letThrough(parent)
  for (let above = parent; above !== dirname(above); above = dirname(above)) {
    if (!(statSync(above).mode & 0o001))
      throw new Refusal(
        `PostgreSQL, PgBouncer and nginx do not run as root, and other users may not enter ${above}: move the project elsewhere.`,
      )
  }
  chownSync(folder, owner.uid, owner.gid)
  return folder
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} text
 */
export function writePlainly(folder, name, text) {
  const file = join(folder, name)
  writeFileSync(file, text, { mode: 0o600 })
  if (owner) chownSync(file, owner.uid, owner.gid)
  return file
}

/** As whom and where it is run. @param {string} folder */
export const placeOf = (folder) => ({ ...owner, cwd: folder })

/**
 * @param {string} folder
 * @param {number} port
 * @param {Program} program
 */
export const startProgram = (folder, port, program) =>
  startService(program.name, ['scripts/cluster/run-program.mjs', JSON.stringify({ ...program, ...placeOf(folder), port })], {
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    logFile: `${folder}.log`,
  })
