import { isAbsolute, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const deepest = 5
const mostFrames = 12
const names = /^[A-Za-z]{0,60}(Error|Exception|Warning)$|^error$/
const codes = /^[A-Z]{1,20}(_[A-Z0-9]{1,20}){0,6}$|^[A-Z0-9]{2,5}$/
// Next.js: a checksum, or the refusal that it threw by itself. A redirect's digest holds the address, which is cut off.
const digests = /^(\d{1,12}(@E\d{1,5})?$|NEXT_[A-Z_]{1,40}(;\d{3}$|(?=;|$)))/
const frame =
  /^ {4}at (?:(?<name>[^()\n]{1,100}) \()?(?<place>(?:file:\/\/|\/|node:|[A-Za-z]:\\)[^()\n]{1,300}):(?<line>\d{1,7}:\d{1,7})\)?$/

/**
 * An error without its message, for messages quote values: name, code, digest, the places in the source, and the same of its cause.
 * @param {unknown} error
 * @returns {Record<string, unknown>}
 */
export function describeError(error) {
  return describe(error, 1)
}

/** @param {unknown} error @param {number} depth @returns {Record<string, unknown>} */
function describe(error, depth) {
  if (typeof error !== 'object' || error === null) return { name: 'no-error', type: error === null ? 'null' : typeof error }
  const cause = read(error, 'cause')
  return {
    name: matching(names, read(error, 'name')) ?? (read(error, 'stack') ? 'Error' : 'no-error'),
    code: matching(codes, read(error, 'code')),
    digest: matching(digests, read(error, 'digest')),
    frames: framesOf(error),
    ...(typeof cause === 'object' && cause !== null && { cause: depth < deepest ? describe(cause, depth + 1) : 'deeper' }),
  }
}

/** A getter or a proxy may throw. @param {object} from @param {string} name @returns {unknown} */
function read(from, name) {
  try {
    return Reflect.get(from, name)
  } catch {
    return undefined
  }
}

/** @param {RegExp} pattern @param {unknown} value */
const matching = (pattern, value) => (typeof value === 'string' ? pattern.exec(value.slice(0, 300))?.[0] : undefined)

/**
 * A stack begins with the message, and a message may hold lines that look like places: without the very message in front nothing is believed.
 * @param {object} error
 * @returns {string[] | undefined}
 */
function framesOf(error) {
  const [stack, message] = [read(error, 'stack'), read(error, 'message')]
  if (typeof stack !== 'string' || typeof message !== 'string') return undefined
  const head = /^[\w$.]{0,100}(?: \[\w{1,60}\])?(?:: )?/.exec(stack)?.[0] ?? ''
  if (!stack.startsWith(message, head.length)) return undefined
  const rest = stack.slice(head.length + message.length, head.length + message.length + 20_000)
  // What is left of a line when a message was shortened afterwards is no place.
  if (!rest.startsWith('\n')) return undefined
  const frames = rest.slice(1).split('\n').map(readFrame)
  return frames.filter((one) => one !== null).slice(0, mostFrames)
}

/** @param {string} line */
function readFrame(line) {
  const { name = '', place = '', line: number } = frame.exec(line)?.groups ?? {}
  if (!place) return null
  const path = placeInProject(place)
  const plainName = /^(async |new )*[\w$.<>#]{1,80}( \[as \w{1,60}\])?$/.test(name) ? `${name} ` : ''
  return /^[\w.@$()[\]~+\-/ :]{1,200}$/.test(path) ? `${plainName}${path}:${number}` : null
}

/** Where the portal is installed is nobody's business. @param {string} place */
function placeInProject(place) {
  if (place.startsWith('node:')) return place
  try {
    const path = relative(process.cwd(), place.startsWith('file:') ? fileURLToPath(place) : place).replaceAll('\\', '/')
    return path.startsWith('..') || isAbsolute(path) ? 'elsewhere' : path
  } catch {
    return 'elsewhere'
  }
}
