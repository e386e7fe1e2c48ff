import { deepNesting, gzipBomb, hugeBody, latin1, redirectElsewhere } from './hostile-bodies'
import { Html } from './html'
import type { Order } from './orders'
import { renderError } from './page'
import { htmlReply, jsonReply, textReply, type Reply } from './reply'
import * as errors from './token-errors'

type PresetOrder = Partial<Pick<Order, 'answer' | 'transform' | 'redirectError' | 'delivery'>>

const DAY_MS = 86_400_000
const MAINTENANCE = '<!DOCTYPE html><html><head><title>Maintenance</title></head><body><p>Sandbox: back at 04:30.</p></body></html>'

const answer = (reply: (now: number) => Reply): PresetOrder => ({ answer: reply })
const htmlAnswer = (status: number, body: string) => answer(() => htmlReply(status, new Html(body)))
const page = (message: string) => answer(() => renderError({ status: 400, title: 'Request refused', message }))
const empty = (status: number) => answer(() => ({ status, headers: {}, body: '' }))
const proxyFault = {
  faultstring: 'Unable to identify proxy for host: default and url: /api/oauth2/token',
  detail: { errorcode: 'messaging.adaptors.http.flow.ApplicationNotFound' },
}

/** Ready-made orders: every row of the facts' error table, then what else a client must survive. */
export const PRESETS = {
  // The error table of the facts, token endpoint.
  'too-early': answer(() => errors.tooEarly()),
  'too-early-401': answer(() => errors.tooEarly(401)),
  'old-refresh-token': answer(() => errors.oldRefreshToken()),
  'old-refresh-token-400': answer(() => errors.oldRefreshToken(400)),
  'expired-refresh-token': answer((now) => errors.expiredRefreshToken(now - DAY_MS, now)),
  'invalid-chain': answer(() => errors.invalidChain()),
  'invalid-client': answer(() => errors.invalidClient()),
  'invalid-client-401': answer(() => errors.invalidClient(401)),
  'invalid-code': answer(() => errors.invalidRequest()),
  'signed-data-text': answer(() => errors.signedDataFailed()),
  'bad-request-text': answer(() => errors.badRequest()),
  'gateway-500': answer(() => jsonReply(500, { fault: { faultstring: 'Failed to execute the ExtractVariables: ExtractAccessToken' } })),
  'gateway-404': answer(() => jsonReply(404, { fault: proxyFault })),
  'maintenance-html': htmlAnswer(503, MAINTENANCE),
  'maintenance-504-html': htmlAnswer(504, MAINTENANCE),
  'empty-503': empty(503),
  'empty-504': empty(504),
  // The error table, authorization endpoint.
  'user-refuses': { redirectError: 'access_denied' },
  'unauthorized-client-redirect': { redirectError: 'unauthorized_client' },
  'server-error-redirect': { redirectError: 'server_error' },
  'unknown-client-page': page("Client with identifier '…' not found."),
  'wrong-redirect-uri-page': page("Callback URI '…' is not valid"),
  // The limits; how Exact words them is unknown.
  'blocked-key': answer(() => errors.rateLimited('too many errors for this key')),
  'day-limit': answer(() => errors.rateLimited('200 token calls a day')),
  // Not in the table, all possible.
  'html-200': htmlAnswer(200, '<!DOCTYPE html><html><body><h1>Log in</h1></body></html>'),
  'empty-200': empty(200),
  'empty-object': answer(() => jsonReply(200, {})),
  'json-null': answer(() => jsonReply(200, null)),
  'json-array': answer(() => jsonReply(200, [])),
  'unauthorized-401': answer(() => jsonReply(401, { error: { code: '', message: { lang: '', value: 'Unauthorized' } } })),
  'forbidden-403': answer(() => jsonReply(403, { error: { code: '', message: { lang: '', value: 'Forbidden' } } })),
  'too-many-429': answer(() => textReply(429, 'Too Many Requests', { 'X-RateLimit-Remaining': '0' })),
  'no-refresh-token': { transform: 'no-refresh-token' },
  'expires-in-number': { transform: 'expires-in-number' },
  'expires-in-garbage': { transform: 'expires-in-garbage' },
  'duplicate-keys': { transform: 'duplicate-keys' },
  'not-json-content-type-but-json': { transform: 'content-type-html' },
  huge: answer(hugeBody),
  'deep-nesting': answer(deepNesting),
  'gzip-bomb': answer(gzipBomb),
  latin1: answer(latin1),
  redirect: answer(() => redirectElsewhere(302)),
  'redirect-307': answer(() => redirectElsewhere(307)),
  'reset-before-headers': { delivery: { reset: 'before-headers' } },
  'reset-after-headers': { delivery: { reset: 'after-headers' } },
  'late-35-s': { delivery: { delayMs: 35_000 } },
  'one-byte-a-second': { delivery: { bytesPerSecond: 1 } },
} satisfies Record<string, PresetOrder>

export type PresetName = keyof typeof PRESETS

export function getPreset(name: string): PresetOrder | null {
  return Object.hasOwn(PRESETS, name) ? PRESETS[name as PresetName] : null
}
