import * as oauth from 'oauth4webapi'
import type { ExchangeFailure } from './failures'
import type { RawAnswer } from './token-exchange'

/** `expiresInSeconds`: null where the answer says nothing usable; the refresh token counts all the same. */
export type TokenAnswer = { refreshToken: string; accessToken: string; expiresInSeconds: number | null }
export type TokenReading = { ok: true; tokens: TokenAnswer } | { ok: false; failure: ExchangeFailure; detail: string | null }

type Fields = Record<string, unknown>

function parseObject(body: string): Fields | null {
  try {
    const value: unknown = JSON.parse(body.replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
  } catch {
    return null
  }
}

/** The whole values of an answer that broke off: a refresh token that arrived counts, whatever should have followed it. */
function parseCut(body: string): Fields | null {
  const read = (name: string) => {
    const [, value] = new RegExp(`"${name}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*")`).exec(body) ?? []
    return value && parseObject(`{"value":${value}}`)?.value
  }
  const refresh_token = read('refresh_token')
  return refresh_token ? { refresh_token, access_token: read('access_token') } : null
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
// RFC 6749, appendix A.12 and A.17: visible ASCII. Anything else could not stand in a settings file either.
const tokenText = (value: unknown) => (typeof value === 'string' && /^[\x20-\x7e]+$/.test(value) ? value : null)

// Exact sends "600"; others 600, nothing, or nonsense. Only a plain count of seconds is believed.
function readExpiresIn(value: unknown): number | null {
  const seconds = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  return typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds >= 0 && seconds < 1e9 ? seconds : null
}

// Error codes do not mean what the RFC says: the description and a header decide too (facts/exact-online.md, "Errors").
const rows: [ExchangeFailure, (error: string, description: string, reason: string, status: number) => boolean][] = [
  ['too-early', (_, description, reason) => /not expired/i.test(description) || /TooEarly/i.test(reason)],
  ['old-refresh-token', (_, description) => /old refresh token/i.test(description)],
  ['refresh-token-expired', (_, description) => /refresh token expired/i.test(description)],
  ['chain-conflict', (_, description) => /chainId/i.test(description)],
  ['rate-limited', (error, description, _, status) => status === 429 || /rate limit|too many/i.test(`${error} ${description}`)],
  ['code-rejected', (_, description) => /signed data extraction/i.test(description)],
  ['invalid-client', (error) => error === 'invalid_client'],
  ['redirect-mismatch', (error) => error === 'unauthorized_client' || error === 'redirect_uri_mismatch'],
  ['code-rejected', (error) => error === 'invalid_request' || error === 'invalid_grant'],
  ['maintenance', (_, __, ___, status) => [502, 503, 504].includes(status)],
]

function readFailure({ status, reason, body }: RawAnswer): { failure: ExchangeFailure; detail: string | null } {
  const fields = parseObject(body) ?? {}
  const fault = text((fields.fault as Fields | null | undefined)?.faultstring)
  const error = text(fields.error) ?? ''
  const description = text(fields.error_description) ?? ''
  const detail = fault ?? ([error, description].filter(Boolean).join(': ') || null)
  const row = rows.find(([, matches]) => matches(error, error ? description : body.slice(0, 2_000), reason ?? '', status))
  if (fault) return { failure: 'gateway-fault', detail }
  if (row) return { failure: row[0], detail }
  if (status >= 300 && status < 400) return { failure: 'redirected', detail: null }
  if (status >= 500) return { failure: 'server-error', detail }
  if (error) return { failure: 'unknown-error', detail }
  if (status === 401) return { failure: 'invalid-client', detail }
  if (/^\s*bad request\s*$/i.test(body)) return { failure: 'bad-request', detail: null }
  return { failure: status < 300 ? 'not-a-token-answer' : 'unknown-error', detail }
}

/**
 * Judges an answer that has arrived. No network, no clock. A refresh token that is there is never thrown away for a fault beside it:
 * a missing token_type, an odd expires_in and an id_token that nobody asked for are mended before oauth4webapi looks (RFC 6749, 5.1).
 */
export async function readTokenAnswer(raw: RawAnswer, client: { issuer: string; clientId: string }): Promise<TokenReading> {
  const fields = parseObject(raw.body) ?? (raw.isCut ? parseCut(raw.body) : null)
  if (raw.isCut && !fields) return { ok: false, failure: 'outcome-unknown', detail: null }
  if (raw.status < 200 || raw.status > 299 || !fields || fields.error) return { ok: false, ...readFailure(raw) }
  const refreshToken = tokenText(fields.refresh_token)
  const accessToken = tokenText(fields.access_token)
  if (!refreshToken) return { ok: false, failure: accessToken ? 'no-refresh-token' : 'not-a-token-answer', detail: null }

  const expiresInSeconds = readExpiresIn(fields.expires_in)
  const mended = {
    access_token: accessToken ?? 'missing',
    token_type: 'bearer',
    refresh_token: refreshToken,
    ...(expiresInSeconds && { expires_in: expiresInSeconds }),
  }
  try {
    const server = { issuer: client.issuer }
    const checked = await oauth.processAuthorizationCodeResponse(server, { client_id: client.clientId }, Response.json(mended))
    return { ok: true, tokens: { refreshToken: checked.refresh_token ?? refreshToken, accessToken: accessToken ?? '', expiresInSeconds } }
  } catch {
    return { ok: false, failure: 'not-a-token-answer', detail: null }
  }
}
