import { describe, expect, test } from 'vitest'
import type { ExchangeFailure } from '@/lib/oauth/failures'
import { readTokenAnswer } from '@/lib/oauth/token-answer'

const client = { issuer: 'https://start.exactonline.nl', clientId: '3c5e7a90-1b2d-4f68-a0c4-d8e6f2b49999' }
const refreshToken = 'stampNL001.AbCd!IAAAA-refresh'
const accessToken = 'stampNL001.gAAAA-access'
const fields = { access_token: accessToken, token_type: 'bearer', expires_in: '600', refresh_token: refreshToken }

const read = (status: number, body: unknown, reason: string | null = null) =>
  readTokenAnswer({ status, reason, body: typeof body === 'string' ? body : JSON.stringify(body) }, client)
const failureOf = async (...given: Parameters<typeof read>) => {
  const reading = await read(...given)
  return reading.ok ? 'none' : reading.failure
}

describe('an answer of Exact Online', () => {
  test('is read, with its expires_in as text', async () => {
    expect(await read(200, fields)).toEqual({ ok: true, tokens: { refreshToken, accessToken, expiresInSeconds: 600 } })
  })

  test.each<[unknown, number | null]>([
    ['600', 600],
    [600, 600],
    [0, 0],
    ['', null],
    ['abc', null],
    ['600abc', null],
    ['6e2', null],
    [-600, null],
    ['-600', null],
    [1e99, null],
    ['1'.repeat(40), null],
    [599.5, null],
    [null, null],
    [true, null],
    [[], null],
    [{}, null],
    [{ toString: 1, valueOf: 1 }, null],
  ])('with expires_in %j keeps the refresh token', async (expires_in, expiresInSeconds) => {
    expect(await read(200, { ...fields, expires_in })).toEqual({ ok: true, tokens: { refreshToken, accessToken, expiresInSeconds } })
  })

  test('with an expires_in nested 10,000 deep keeps the refresh token', async () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000)
    const reading = await read(200, JSON.stringify({ ...fields, expires_in: 0 }).replace('"expires_in":0', `"expires_in":${deep}`))
    expect(reading).toEqual({ ok: true, tokens: { refreshToken, accessToken, expiresInSeconds: null } })
  })

  test.each<[string, unknown]>([
    ['no expires_in', { ...fields, expires_in: undefined }],
    ['no token_type', { ...fields, token_type: undefined }],
    ['a token_type in capitals', { ...fields, token_type: 'BEARER' }],
    ['an unknown token_type', { ...fields, token_type: 'mac' }],
    ['a token_type that is no text', { ...fields, token_type: 7 }],
    ['an id_token that nobody asked for', { ...fields, id_token: 'not.a.jwt' }],
    ['a scope that is no text', { ...fields, scope: ['a'] }],
    ['fields that nobody knows', { ...fields, division: 1, nested: { a: [null] } }],
    ['an empty error', { ...fields, error: '' }],
    ['an error of null', { ...fields, error: null }],
    ['a byte order mark', `\uFEFF${JSON.stringify(fields)}`],
    ['a name twice', JSON.stringify(fields).replace('{', '{"refresh_token":"first-of-two",')],
    ['blanks around it', ` \r\n${JSON.stringify(fields)}\n`],
    ['a __proto__', JSON.stringify(fields).replace('{', '{"__proto__":{"error":"x"},')],
    ['status 201', fields],
  ])('with %s keeps the refresh token', async (what, body) => {
    const reading = await read(what === 'status 201' ? 201 : 200, body)
    expect(reading).toMatchObject({ ok: true, tokens: { refreshToken } })
  })

  test('without an access token is enough for a settings file', async () => {
    expect(await read(200, { ...fields, access_token: undefined })).toMatchObject({ ok: true, tokens: { refreshToken, accessToken: '' } })
  })
})

describe('what is no token answer', () => {
  test.each<[string, unknown, ExchangeFailure]>([
    ['nothing', '', 'not-a-token-answer'],
    ['{}', {}, 'not-a-token-answer'],
    ['null', 'null', 'not-a-token-answer'],
    ['an empty array', [], 'not-a-token-answer'],
    ['a text', '"stampNL001"', 'not-a-token-answer'],
    ['HTML', '<!DOCTYPE html><html><body>Log in</body></html>', 'not-a-token-answer'],
    ['half an answer', JSON.stringify(fields).slice(0, 60), 'not-a-token-answer'],
    ['arrays nested 30,000 deep', '['.repeat(30_000), 'not-a-token-answer'],
    ['objects nested 10,000 deep', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 'not-a-token-answer'],
    ['no refresh token', { ...fields, refresh_token: undefined }, 'no-refresh-token'],
    ['an empty refresh token', { ...fields, refresh_token: '' }, 'no-refresh-token'],
    ['a refresh token of null', { ...fields, refresh_token: null }, 'no-refresh-token'],
    ['a number for a refresh token', { ...fields, refresh_token: 12345 }, 'no-refresh-token'],
    ['a list of refresh tokens', { ...fields, refresh_token: [refreshToken] }, 'no-refresh-token'],
    ['a refresh token with a line break', { ...fields, refresh_token: 'a\r\nb' }, 'no-refresh-token'],
    ['a refresh token with a control character', { ...fields, refresh_token: 'a\u0000b' }, 'no-refresh-token'],
    ['a refresh token with a letter that no token holds', { ...fields, refresh_token: 'töken' }, 'no-refresh-token'],
    ['a refresh token with a lone surrogate', { ...fields, refresh_token: 'a\uD800' }, 'no-refresh-token'],
    ['an error with status 200', { error: 'invalid_client' }, 'invalid-client'],
  ])('%s, is told as such', async (_, body, failure) => {
    expect(await failureOf(200, body)).toBe(failure)
  })
})

describe('every row of the error table', () => {
  const error = (name: string, error_description?: string) => ({ error: name, error_description })
  const early = error('access_denied', 'Rate limit exceeded: access_token not expired')
  const old = error('unauthorized_client', 'Old refresh token used.')
  const fault = (faultstring: string) => ({ fault: { faultstring } })
  const reason = 'TooEarlyToRefreshTokens: access token not expired'

  test.each<[ExchangeFailure, number, unknown, string | null]>([
    ['too-early', 400, early, reason],
    ['too-early', 401, early, null],
    ['too-early', 400, 'Bad Request', reason],
    ['old-refresh-token', 401, old, null],
    ['old-refresh-token', 400, old, null],
    [
      'refresh-token-expired',
      400,
      error('invalid_request', 'The refresh token expired at 10/11/2022 9:18:20 PM and it is now 10/12/2022'),
      null,
    ],
    ['chain-conflict', 400, error('invalid_grant', 'Token is not allowed, because of invalid or empty chainId'), null],
    ['invalid-client', 400, error('invalid_client'), null],
    ['invalid-client', 401, error('invalid_client'), null],
    ['code-rejected', 400, error('invalid_request'), null],
    ['code-rejected', 400, error('invalid_grant'), null],
    ['code-rejected', 400, 'Signed data extraction has failed', null],
    ['code-rejected', 400, error('invalid_request', 'Signed data extraction has failed'), null],
    ['redirect-mismatch', 400, error('unauthorized_client'), null],
    ['bad-request', 400, 'Bad Request', null],
    ['gateway-fault', 500, fault('Failed to execute the ExtractVariables: ExtractAccessToken'), null],
    ['gateway-fault', 404, fault('Unable to identify proxy for host: default'), null],
    ['gateway-fault', 503, fault('The Service is temporarily unavailable'), null],
    ['maintenance', 503, '<html>back at 04:30</html>', null],
    ['maintenance', 503, '', null],
    ['maintenance', 504, '', null],
    ['maintenance', 502, 'Bad Gateway', null],
    ['server-error', 500, '', null],
    ['server-error', 500, '{"Message":"An error has occurred."}', null],
    ['rate-limited', 429, '', null],
    ['rate-limited', 429, error('access_denied', 'Rate limit exceeded: 200 token calls a day'), null],
    ['rate-limited', 400, error('access_denied', 'Rate limit exceeded: too many errors for this key'), null],
    ['redirected', 302, '', null],
    ['redirected', 307, fields, null],
    ['unknown-error', 400, error('the_moon_is_full'), null],
    ['unknown-error', 403, { error: { code: '', message: { value: 'Forbidden' } } }, null],
    ['unknown-error', 404, '<html>Not Found</html>', null],
    ['invalid-client', 401, '', null],
    ['unknown-error', 400, { error: ['a'], error_description: { b: 1 } }, null],
    ['unknown-error', 400, { fault: 'text' }, null],
    ['unknown-error', 400, { fault: null }, null],
  ])('%s: status %i', async (failure, status, body, why) => {
    expect(await failureOf(status, body, why)).toBe(failure)
  })

  test('carries the provider’s words', async () => {
    expect(await read(400, old)).toEqual({
      ok: false,
      failure: 'old-refresh-token',
      detail: 'unauthorized_client: Old refresh token used.',
    })
    expect(await read(500, fault('Failed'))).toEqual({ ok: false, failure: 'gateway-fault', detail: 'Failed' })
    expect(await read(503, '<html>')).toEqual({ ok: false, failure: 'maintenance', detail: null })
  })

  test('an answer with tokens and a status of refusal is no success', async () => {
    expect((await read(400, fields)).ok).toBe(false)
    expect((await read(500, fields)).ok).toBe(false)
  })
})

describe('an answer that broke off', () => {
  const client = { issuer: 'https://start.exactonline.nl', clientId: 'client' }
  const whole =
    '{"access_token":"stampNL001.access","token_type":"bearer","expires_in":"600","refresh_token":"stampNL001.ref\\u0021resh","scope":"x"}'
  const cut = (length: number) => readTokenAnswer({ status: 200, reason: null, body: whole.slice(0, length), isCut: true }, client)

  test('gives its refresh token wherever the whole of it had come, and none before', async () => {
    const end = whole.indexOf(',"scope"')
    for (let length = 0; length < end; length++) expect(await cut(length)).toMatchObject({ ok: false, failure: 'outcome-unknown' })
    for (let length = end; length <= whole.length; length++)
      expect(await cut(length)).toMatchObject({
        ok: true,
        tokens: { refreshToken: 'stampNL001.ref!resh', accessToken: 'stampNL001.access' },
      })
  })

  test('gives it also where nobody said that it broke off, and half a token is none', async () => {
    const told = (length: number) => readTokenAnswer({ status: 200, reason: null, body: whole.slice(0, length) }, client)
    expect(await told(whole.length - 2)).toMatchObject({ ok: true, tokens: { refreshToken: 'stampNL001.ref!resh' } })
    expect(await told(whole.indexOf('resh"'))).toMatchObject({ ok: false, failure: 'not-a-token-answer', mayHoldToken: true })
  })

  test.each([400, 500, 503])('with status %d gives nothing', async (status) => {
    expect(await readTokenAnswer({ status, reason: null, body: whole.slice(0, -2), isCut: true }, client)).toMatchObject({ ok: false })
  })
})
