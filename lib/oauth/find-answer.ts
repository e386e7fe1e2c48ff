import { findNamedValues, unescapeMarkup } from './find-named-values'
import { findObjects } from './find-objects'
import { readToken } from './token-text'

/** The fields of an answer. `isDoubtful`: there is another refresh token beside the one that they name. `isLoose`: no whole object held them. */
export type Found = { fields: Record<string, unknown>; isDoubtful?: true; isLoose?: true }

type Fields = Record<string, unknown>
/** An answer inside `{"d":{"results":[{…}]}}` is four levels down, and a text in a text is one more. */
const deepest = 8
const mostFields = 2_000

const plainName = (name: string) => name.toLowerCase().replaceAll(/[_-]/g, '')

/**
 * A token of an object, by its name as RFC 6749 has it, or else in another spelling: `refreshToken`. Null where two spellings differ: nobody knows
 * which one is meant.
 */
export function tokenOf(fields: Fields, name: 'refresh_token' | 'access_token'): string | null {
  const exact = readToken(fields[name])
  if (exact) return exact
  const others = Object.keys(fields).filter((key) => plainName(key) === plainName(name))
  const values = new Set(others.map((key) => readToken(fields[key])).filter((value) => value !== null))
  return values.size === 1 ? ([...values][0] ?? null) : null
}

/** The objects of a value, from the outside in and in their order: itself, what it wraps, and what it holds as text. */
function* objectsIn(value: unknown, depth = 0): Generator<Fields> {
  if (depth > deepest) return
  if (typeof value === 'string') {
    for (const one of value.includes('{') ? findObjects(value) : []) yield* objectsIn(one, depth + 1)
  } else if (typeof value === 'object' && value !== null) {
    if (!Array.isArray(value)) yield value as Fields
    for (const one of Object.values(value).slice(0, mostFields)) yield* objectsIn(one, depth + 1)
  }
}

const hasWord = (value: unknown) => (typeof value === 'string' && value !== '') || (typeof value === 'object' && value !== null)
const looksFor: ((fields: Fields) => boolean)[] = [
  (fields) => tokenOf(fields, 'refresh_token') !== null,
  (fields) => hasWord(fields.error) || hasWord(fields.fault),
  (fields) => tokenOf(fields, 'access_token') !== null,
]

/** What a text becomes that is an answer as a whole, but written as another text: as a JSON string, for HTML, for an address. */
const rewritings: ((text: string) => string)[] = [
  (text) => (/^\s*"/.test(text) ? String(JSON.parse(text)) : ''),
  (text) => (/&(quot|#34|#x22);/i.test(text) ? unescapeMarkup(text) : ''),
  (text) => (/%22/.test(text) ? decodeURIComponent(text) : ''),
]

function rewritten(text: string): string[] {
  return rewritings.flatMap((rewrite) => {
    try {
      return rewrite(text) || []
    } catch {
      return []
    }
  })
}

const isPage = (text: string) => /<(html|body)\b/i.test(text)

/**
 * Without a whole object: what stands beside its name, as long as there is one of each. But for the quoted names of JSON both tokens are asked for, and a page is
 * never an error, so that a manual is no answer.
 */
function findLoose(text: string): Fields | null {
  const one = (name: string) => {
    const values = findNamedValues(text, name)
    return values.length === 1 ? (readToken(values[0]) ?? undefined) : undefined
  }
  const [refresh_token, access_token] = [one('refresh_token'), one('access_token')]
  if (refresh_token && (access_token || /"refresh_token"\s*:/.test(text))) return { refresh_token, access_token }
  const error = isPage(text) ? undefined : one('error')
  return error ? { error, error_description: findNamedValues(text, 'error_description')[0] } : null
}

/**
 * Finds the answer in a text: the first object that holds a refresh token; or else one that tells an error, or holds an access token; or else the first one.
 * Null where there is none. Pure.
 */
export function findAnswer(text: string, depth = 0): Found | null {
  const objects = findObjects(text).flatMap((one) => [...objectsIn(one)])
  const tokens = new Set(objects.map((one) => tokenOf(one, 'refresh_token')).filter((token) => token !== null))
  for (const token of findNamedValues(text, 'refresh_token').map(readToken)) if (token) tokens.add(token)
  const [holder, teller, opener] = looksFor.map((test) => objects.find(test))
  if (holder) return { fields: holder, ...((tokens.size > 1 || hasWord(holder.error)) && { isDoubtful: true }) }
  const inner = depth < 2 ? rewritten(text).map((one) => findAnswer(one, depth + 1)) : []
  const withToken = inner.find((one) => one && tokenOf(one.fields, 'refresh_token'))
  if (withToken) return withToken
  const loose = findLoose(text)
  if (loose?.refresh_token) return { fields: loose, isLoose: true }
  const fields = teller ?? opener ?? inner.find(Boolean)?.fields ?? loose ?? objects[0]
  return fields ? { fields } : null
}
