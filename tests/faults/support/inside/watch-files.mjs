// Every call of node:fs that changes something on the disk becomes a step.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename, dirname } from 'node:path'
import { step } from './steps.mjs'

const plain = ['writeFile', 'appendFile', 'truncate', 'rename', 'unlink', 'rm', 'rmdir', 'mkdir', 'link', 'symlink', 'copyFile', 'chmod']
const byDescriptor = ['write', 'writev', 'fsync', 'fdatasync', 'ftruncate']
const byHandle = ['write', 'writev', 'writeFile', 'appendFile', 'truncate', 'sync', 'datasync']

/** @type {Map<number, string>} */
const paths = new Map()

const { SPOOL_DIR = '' } = process.env

/** Without the ids in it: they differ from run to run. @param {unknown} path */
function nameOf(path) {
  const whole = String(path)
  const folder = whole === SPOOL_DIR || dirname(whole) === SPOOL_DIR ? 'spool' : basename(dirname(whole))
  return whole === SPOOL_DIR ? folder : `${folder}/${basename(whole).replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{12,}|\d{4,}/gi, '…')}`
}

/** @param {unknown} flags */
const writes = (flags) =>
  typeof flags === 'number'
    ? (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT)) !== 0
    : /[wa+]/.test(String(flags ?? 'r'))

/**
 * @param {Record<string, any>} object
 * @param {string} name
 * @param {(given: any[], self: any) => string | null} label null: no step
 */
function wrap(object, name, label) {
  const original = object[name]
  if (typeof original !== 'function') return
  /** @this {unknown} @param {any[]} given */
  object[name] = function (...given) {
    const found = label(given, this)
    if (found) step(found)
    return original.apply(this, given)
  }
}

// Standard output is no disk of ours.
/** @param {string} verb @returns {(given: any[]) => string | null} */
const descriptorLabel =
  (verb) =>
  ([descriptor]) =>
    paths.has(descriptor) ? `fs ${verb} ${paths.get(descriptor)}` : null

export function watchFiles() {
  for (const suffix of ['', 'Sync']) {
    for (const name of plain) wrap(fs, `${name}${suffix}`, ([path]) => (typeof path === 'number' ? null : `fs ${name} ${nameOf(path)}`))
    for (const name of byDescriptor) wrap(fs, `${name}${suffix}`, descriptorLabel(name.replace('fdatasync', 'fsync')))
    wrap(fs, `open${suffix}`, ([path, flags]) => (writes(flags) ? `fs open ${nameOf(path)}` : null))
  }
  for (const name of plain)
    wrap(fs.promises, name, ([path]) => (typeof path === 'object' && 'fd' in path ? null : `fs ${name} ${nameOf(path)}`))
  wrap(fs.promises, 'open', ([path, flags]) => (writes(flags) ? `fs open ${nameOf(path)}` : null))
  rememberPaths()
  syncBuiltinESMExports()
}

/** So that a write to a descriptor or a handle can say which file it is. */
function rememberPaths() {
  const { openSync, promises } = fs
  const openPromise = promises.open
  fs.openSync = (path, flags, mode) => {
    const descriptor = openSync(path, flags, mode)
    paths.set(descriptor, nameOf(path))
    return descriptor
  }
  let isWatched = false
  promises.open = async (path, flags, mode) => {
    const handle = await openPromise(path, flags, mode)
    paths.set(handle.fd, nameOf(path))
    if (!isWatched) for (const name of byHandle) wrap(Object.getPrototypeOf(handle), name, (_, self) => descriptorLabel(name)([self.fd]))
    isWatched = true
    return handle
  }
}
