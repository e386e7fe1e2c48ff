import { describeError } from './describe-error.mjs'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
// Letters only, and no capitals: no key, code or token looks like that.
const word = /^[a-z]{1,24}(-[a-z]{1,24}){0,5}$/
const identifier = /^[A-Za-z]{1,40}$/

/** @param {RegExp} pattern @returns {(value: unknown) => unknown} */
const text = (pattern) => (value) => (typeof value === 'string' && value.length <= 200 && pattern.test(value) ? value : undefined)
/** @param {unknown} value */
const number = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)
/** @param {unknown} value */
const flag = (value) => (typeof value === 'boolean' ? value : undefined)
/** @param {unknown} value */
const time = (value) => (value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined)

/**
 * Everything that a log line may hold: the name, and the form without which a value is left out. Each form is too narrow for a secret, code, token,
 * address or XML; a new field needs one that is, too.
 * @type {[form: (value: unknown) => unknown, ...names: string[]][]}
 */
const forms = [
  [text(uuid), 'requestId', 'attempt', 'user', 'session', 'app', 'registration', 'settingsFile', 'row'],
  [text(/^[0-9a-f]{8}((-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/), 'keyId', 'fromKeyId'],
  [text(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.[a-z]{1,10}){0,2}$/i), 'spoolEntry'],
  [text(identifier), 'table', 'column', 'field'],
  [
    text(word),
    'failure',
    'outcome',
    'reason',
    'step',
    'state',
    'provider',
    'platform',
    'country',
    'directive',
    'limit',
    'kind',
    'source',
    'setting',
    'job',
  ],
  [text(/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|other)$/), 'method'],
  [text(/^(other|\/|(\/(_?[a-z]{1,20}(-[a-z]{1,20}){0,3}|\[[.A-Za-z]{0,20}\]|\([a-z]{1,20}\))){1,8})$/), 'route'],
  [text(/^(https?|wss?):\/\/(\*\.)?[a-z0-9.:[\]-]{1,80}$|^[a-z]{1,20}(-[a-z]{1,20}){0,2}$/), 'blocked'],
  [text(/^SIG[A-Z0-9]{2,8}$/), 'signal'],
  [text(/^v?\d{1,6}(\.\d{1,6}){0,3}$/), 'version'],
  [text(/^[A-Za-z]{0,60}(Error|Exception|Warning)$/), 'errorName'],
  [text(/^[A-Z]{1,20}(_[A-Z0-9]{1,20}){0,6}$|^[A-Z0-9]{2,5}$/), 'errorCode'],
  [number, 'status', 'ms', 'count', 'port', 'bytes', 'total', 'remaining', 'failed', 'done', 'age'],
  [flag, 'ok', 'primary'],
  [time, 'at', 'until'],
  [describeError, 'error'],
]

/** @type {ReadonlyMap<string, (value: unknown) => unknown>} a Map, for `constructor` and `__proto__` are no fields */
const allowed = new Map(forms.flatMap(([form, ...names]) => names.map((name) => [name, form])))

/**
 * What may be written of the given fields. What has another name or another form is left out, and only counted.
 * @param {unknown} given
 * @returns {Record<string, unknown>}
 */
export function allowFields(given) {
  /** @type {Record<string, unknown>} */
  const fields = {}
  let dropped = 0
  for (const name of namesOf(given)) {
    const value = valueOf(/** @type {object} */ (given), name)
    if (value === undefined || value === null) continue
    const told = allowed.get(name)?.(value)
    if (told === undefined) dropped++
    else fields[name] = told
  }
  if (dropped > 0) fields.dropped = dropped
  return fields
}

/** @param {unknown} given */
function namesOf(given) {
  try {
    return typeof given === 'object' && given !== null ? Object.keys(given).slice(0, 100) : []
  } catch {
    return []
  }
}

/** A getter may throw, and what it throws may hold anything. @param {object} given @param {string} name @returns {unknown} */
function valueOf(given, name) {
  try {
    return Reflect.get(given, name)
  } catch {
    return Symbol('unreadable')
  }
}
