// One rotation at a time: of two that read the same key file, the later one would write it without the key that the earlier one has made.
import Database from 'better-sqlite3'
import { Refusal } from '../steps/refusal.mjs'

/**
 * Holds `<key file>.lock` as long as this process lives: the operating system lets go of SQLite's lock however the process ends, so that a run that was
 * killed blocks nobody. The file itself stays; it holds nothing.
 * @throws {Refusal} when another run has it
 */
export function lockKeyFile(path: string): () => void {
  let lock: Database.Database
  try {
    lock = new Database(`${path}.lock`, { timeout: 0 })
  } catch (error) {
    throw new Refusal(`Beside KEY_FILE ${path} no file can be made: ${(error as Error).message}.`)
  }
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code === 'SQLITE_BUSY')
      throw new Refusal(`Another keys:rotate is at work on ${path}. Nothing was done.`)
    throw error
  }
  return () => void lock.close()
}
