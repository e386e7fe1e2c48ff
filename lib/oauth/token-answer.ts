import * as oauth from 'oauth4webapi'
import type { ExchangeFailure } from './failures'
import { tokenOf } from './find-answer'
import { asRawAnswer, type FormerAnswer, type RawAnswer } from './raw-answer'
import { readBody, type Body } from './read-body'

/** `expiresInSeconds`: null where the answer says nothing usable; the refresh token counts all the same. */
export type TokenAnswer = { refreshToken: string; accessToken: string; expiresInSeconds: number | null }
/** `mayHoldToken`: the answer may hold a refresh token that is not in this reading, so it is not to be thrown away. */
export type TokenReading = ({ ok: true; tokens: TokenAnswer } | { ok: false; failure: ExchangeFailure; detail: string | null }) & {
  mayHoldToken?: true
}

type Fields = Record<string, unknown>

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

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

function readFailure(
  { status, headers }: RawAnswer,
  { text: body, found, isOverlong }: Body,
): { failure: ExchangeFailure; detail: string | null } {
  const fields: Fields = found?.fields ?? {}
  const fault = text((fields.fault as Fields | null | undefined)?.faultstring)
  const error = text(fields.error) ?? ''
  const description = text(fields.error_description) ?? ''
  const detail = fault ?? ([error, description].filter(Boolean).join(': ') || null)
  const row = rows.find(([, matches]) => matches(error, error ? description : body.slice(0, 2_000), headers.reason ?? '', status))
  if (fault) return { failure: 'gateway-fault', detail }
  if (row) return { failure: row[0], detail }
  if (status >= 300 && status < 400) return { failure: 'redirected', detail: null }
  if (status >= 500) return { failure: 'server-error', detail }
  if (error) return { failure: 'unknown-error', detail }
  if (status === 401) return { failure: 'invalid-client', detail }
  if (/^\s*bad request\s*$/i.test(body.slice(0, 200))) return { failure: 'bad-request', detail: null }
  if (isOverlong) return { failure: 'answer-too-large', detail: null }
  return { failure: status < 300 ? 'not-a-token-answer' : 'unknown-error', detail }
}

/**
 * Judges an answer that has arrived. No network, no clock. A refresh token that is there is never thrown away for a fault around it (readBody) or beside it:
 * a missing token_type, an odd expires_in and an id_token that nobody asked for are mended before oauth4webapi looks (RFC 6749, 5.1).
 */
export async function readTokenAnswer(
  given: RawAnswer | FormerAnswer,
  client: { issuer: string; clientId: string },
): Promise<TokenReading> {
  const raw = asRawAnswer(given)
  const body = readBody(raw)
  const fields: Fields = body.found?.fields ?? {}
  const refreshToken = tokenOf(fields, 'refresh_token')
  const accessToken = tokenOf(fields, 'access_token')
  const isGranted = raw.status >= 200 && raw.status <= 299
  const mayHoldToken = (isGranted && body.text.trim() !== '') || refreshToken !== null
  const refused = (failure: ExchangeFailure, detail: string | null = null): TokenReading => ({
    ...{ ok: false, failure, detail },
    ...(mayHoldToken && { mayHoldToken }),
  })
  if (raw.isCut && !body.found) return refused('outcome-unknown')
  if (!isGranted || !refreshToken) {
    if (isGranted && accessToken && !text(fields.error)) return refused('no-refresh-token')
    const { failure, detail } = readFailure(raw, body)
    return refused(failure, detail)
  }

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
    const tokens = { refreshToken: checked.refresh_token ?? refreshToken, accessToken: accessToken ?? '', expiresInSeconds }
    return { ok: true, tokens, ...(body.found?.isDoubtful && { mayHoldToken: true }) }
  } catch {
    return refused('not-a-token-answer')
  }
}
