// May we write where we are going to write? Asked before anything is made.
import { accessSync, constants, existsSync, mkdtempSync, rmdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from './refusal.mjs'

const OURS = ['node_modules', '.next', 'data', 'lib']

/** @param {string} root */
export function refuseUnwritableFolder(root) {
  try {
    // Trying is the only answer that holds on every system: rights, read-only disks, quotas.
    rmdirSync(mkdtempSync(join(root, '.up-')))
  } catch (error) {
    throw new Refusal(`The folder ${root} cannot be written to (${reason(error)}): move the project to a folder of your own.`, {
      cause: error,
    })
  }
  for (const name of OURS.filter((each) => existsSync(join(root, each)))) {
    const path = join(root, name)
    if (!statSync(path).isDirectory()) throw new Refusal(`${path} is in the way: a folder of that name is needed. Move it elsewhere.`)
    try {
      accessSync(path, constants.W_OK)
    } catch (error) {
      throw new Refusal(`The folder ${path} cannot be written to (${reason(error)}): make it yours, or remove it.`, { cause: error })
    }
  }
}

/** @param {unknown} error */
const reason = (error) => (error instanceof Error && 'code' in error ? String(error.code) : String(error))
