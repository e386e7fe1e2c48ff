import type { Reply } from './reply'
import { getWrapping, WRAPPINGS, type WrappingName } from './wrappings'

type Fields = Record<string, unknown>

/**
 * Alterations of a real, successful answer, so that its tokens stay usable: each returns the new body. An answer with an error status
 * passes unaltered, but for its wrapping (wrappings.ts).
 */
const FIELD_TRANSFORMS = {
  'expires-in-number': (fields: Fields) => ({ ...fields, expires_in: 600 }),
  'expires-in-garbage': (fields: Fields) => ({ ...fields, expires_in: 'soon' }),
  'expires-in-negative': (fields: Fields) => ({ ...fields, expires_in: '-600' }),
  'expires-in-empty': (fields: Fields) => ({ ...fields, expires_in: '' }),
  'expires-in-absent': (fields: Fields) => without(fields, 'expires_in'),
  'no-token-type': (fields: Fields) => without(fields, 'token_type'),
  'token-type-upper': (fields: Fields) => ({ ...fields, token_type: 'Bearer' }),
  'token-type-mac': (fields: Fields) => ({ ...fields, token_type: 'mac' }),
  'no-refresh-token': (fields: Fields) => without(fields, 'refresh_token'),
  'empty-refresh-token': (fields: Fields) => ({ ...fields, refresh_token: '' }),
  'refresh-token-number': (fields: Fields) => ({ ...fields, refresh_token: 12345 }),
  'no-access-token': (fields: Fields) => without(fields, 'access_token'),
  'extra-fields': (fields: Fields) => ({ ...fields, scope: 'all', division: 7095, nested: { a: [1, null] } }),
  // The shapes of the REST API that a client must accept (facts: "Shapes to accept").
  'd-array': (fields: Fields) => ({ d: resultsOf(fields) }),
  'd-object': (fields: Fields) => ({ d: resultsOf(fields)[0] ?? null }),
  'no-results': () => ({ d: { results: [] } }),
} as const

const TEXT_TRANSFORMS = {
  /** A number that JSON allows and that no clock reaches. */
  'expires-in-1e99': (body: string) => body.replace(/"expires_in":"?[\w-]*"?/, '"expires_in":1e99'),
  /** JSON parsers keep the last of two equal names; the last is the real one. */
  'duplicate-keys': (body: string) => body.replace('{', '{"refresh_token":"first-of-two","access_token":"first-of-two",'),
  'byte-order-mark': (body: string) => `\uFEFF${body}`,
  truncated: (body: string) => body.slice(0, Math.floor(body.length / 2)),
} as const

const HEADER_TRANSFORMS = {
  'content-type-html': { 'Content-Type': 'text/html; charset=utf-8' },
  'content-type-absent': { 'Content-Type': '' },
} as const

/** What may come back to the redirect URI (endpoint `return`); applied by the consent page. */
export const RETURN_TRANSFORMS = ['no-state', 'wrong-state', 'duplicate-code', 'code-and-error', 'no-code', 'extra-parameters'] as const

type ReturnTransform = (typeof RETURN_TRANSFORMS)[number]
export type TransformName =
  keyof typeof FIELD_TRANSFORMS | keyof typeof TEXT_TRANSFORMS | keyof typeof HEADER_TRANSFORMS | WrappingName | ReturnTransform

export const TRANSFORMS = [FIELD_TRANSFORMS, TEXT_TRANSFORMS, HEADER_TRANSFORMS, WRAPPINGS]
  .flatMap((group) => Object.keys(group))
  .concat(RETURN_TRANSFORMS) as TransformName[]

export function transformReply(reply: Reply, name: TransformName): Reply {
  if (typeof reply.body !== 'string') return reply
  const { body: wrap, headers } = getWrapping(name) ?? {}
  if (wrap ?? headers) return { ...reply, body: wrap?.(reply.body) ?? reply.body, headers: { ...reply.headers, ...headers } }
  if (reply.status !== 200) return reply
  if (has(FIELD_TRANSFORMS, name)) return { ...reply, body: JSON.stringify(FIELD_TRANSFORMS[name](JSON.parse(reply.body) as Fields)) }
  if (has(TEXT_TRANSFORMS, name)) return { ...reply, body: TEXT_TRANSFORMS[name](reply.body) }
  if (has(HEADER_TRANSFORMS, name)) return { ...reply, headers: { ...reply.headers, ...HEADER_TRANSFORMS[name] } }
  return reply
}

/** The parameters of the return URL, altered. */
export function transformReturn(parameters: [string, string][], name: TransformName | undefined): [string, string][] {
  const others = (left: string) => parameters.filter(([key]) => key !== left)
  switch (name) {
    case 'no-state':
      return others('state')
    case 'wrong-state':
      return [...others('state'), ['state', 'not-the-state-you-sent']]
    case 'no-code':
      return others('code')
    case 'duplicate-code':
      return [...parameters, ['code', 'stampNL001.twin!IAAAA']]
    case 'code-and-error':
      return [...parameters, ['error', 'server_error']]
    case 'extra-parameters':
      return [...parameters, ['utm_source', 'sandbox'], ['session_state', 'a b&c']]
    default:
      return parameters
  }
}

function has<Group extends object>(group: Group, name: string): name is Extract<keyof Group, string> {
  return Object.hasOwn(group, name)
}

function without(fields: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name))
}

function resultsOf(fields: Fields): unknown[] {
  const d = fields.d as { results?: unknown[] } | undefined
  return Array.isArray(d?.results) ? d.results : []
}
