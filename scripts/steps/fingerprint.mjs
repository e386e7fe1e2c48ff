// Has anything changed since the last time? Contents are compared, because a checkout gives every file a new date.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Made from other files, which count themselves. */
const DERIVED = ['lib/generated']

/**
 * @param {string} root
 * @param {string[]} names files and folders; one that is missing counts as such
 * @param {string[]} [also] what else the outcome depends on
 */
export function fingerprint(root, names, also = []) {
  const hash = createHash('sha256')
  for (const fact of also) hash.update(`${fact}\0`)
  for (const name of names) addPath(hash, root, name)
  return hash.digest('hex')
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} root
 * @param {string} name
 */
function addPath(hash, root, name) {
  const path = join(root, name)
  hash.update(`${name}\0`)
  if (!existsSync(path) || DERIVED.includes(name)) return
  if (!statSync(path).isDirectory()) {
    const content = readFileSync(path)
    hash.update(`${content.length}\0`).update(content)
    return
  }
  for (const entry of readdirSync(path).sort()) addPath(hash, root, `${name}/${entry}`)
}

/**
 * @param {string} file
 * @param {string} expected
 */
export const isMarked = (file, expected) => existsSync(file) && readFileSync(file, 'utf8') === expected

/**
 * @param {string} file
 * @param {string} value
 */
export function mark(file, value) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, value)
}
