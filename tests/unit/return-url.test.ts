import { describe, expect, test } from 'vitest'
import type { ReturnUrlFailure } from '@/lib/oauth/failures'
import { readReturnUrl } from '@/lib/oauth/return-url'
import type { ExpectedReturn } from '@/lib/oauth/strict-return-url'

const redirectUri = 'https://clientredirect.invantive.com'
const authorizeUrl = 'https://start.exactonline.nl/api/oauth2/auth'
const state = 'Zm9vYmFyLXN0YXRlLTQzLWNoYXJhY3RlcnMtbG9uZy0x'
const code = `stampNL001.AbCd!IAAAA${'Ab-_9'.repeat(4)}`
const expected: ExpectedReturn = { redirectUri, authorizeUrl, isState: (given) => given === state }

const query = (parameters: Record<string, string>) => new URLSearchParams(parameters).toString()
const goodUrl = `${redirectUri}/?${query({ code, state })}`

const read = (text: string, changes: Partial<ExpectedReturn> = {}) => readReturnUrl(text, { ...expected, ...changes })
const failureOf = (text: string, changes: Partial<ExpectedReturn> = {}) => {
  const reading = read(text, changes)
  return reading.ok ? 'none' : reading.failure
}
const codeOf = (text: string, changes: Partial<ExpectedReturn> = {}) => {
  const reading = read(text, changes)
  return reading.ok ? reading.answer.code : reading.failure
}

describe('a return URL as it should be', () => {
  test.each([
    ['as the address bar shows it', goodUrl],
    ['without the slash that the browser adds', `${redirectUri}?${query({ code, state })}`],
    ['with blanks and line ends around it', `\r\n\t ${goodUrl} \n`],
    ['with the host in capitals', goodUrl.replace('clientredirect', 'ClientRedirect')],
    ['with its default port', goodUrl.replace('.com/', '.com:443/')],
    ['with parameters that we do not know', `${goodUrl}&utm_source=x&session_state=a%20b`],
    ['with the state first', `${redirectUri}/?${query({ state, code })}`],
  ])('%s, is read', (_, text) => {
    expect(codeOf(text)).toBe(code)
  })

  test.each([
    ['an exclamation mark, written as itself', 'stampNL001.AbCd!IAAAA', 'stampNL001.AbCd!IAAAA'],
    ['an exclamation mark, written as %21', 'stampNL001.AbCd!IAAAA', 'stampNL001.AbCd%21IAAAA'],
    ['600 characters', 'a1-_'.repeat(150), 'a1-_'.repeat(150)],
    ['4,000 characters', 'a1-_'.repeat(1_000), 'a1-_'.repeat(1_000)],
    ['base64 with = and + and /', 'ab+/cd==', encodeURIComponent('ab+/cd==')],
    [
      'everything visible',
      '!"#$&\'()*,-./:;<=>?@[\\]^_`{|}~',
      encodeURIComponent('!"#$&\'()*,-./:;<=>?@[\\]^_`{|}~').replaceAll("'", '%27'),
    ],
  ])('gives back a code with %s exactly', (_, wanted, written) => {
    expect(codeOf(`${redirectUri}?code=${written}&state=${state}`)).toBe(wanted)
  })

  test('belongs to a redirect URI with a query of its own when that query is still there', () => {
    const own = { redirectUri: 'https://portal.test/back?a=1%20b&c' }
    expect(codeOf(`https://portal.test/back?a=1%20b&c&${query({ code, state })}`, own)).toBe(code)
    expect(codeOf(`https://portal.test/back?c=&a=1+b&${query({ code, state })}`, own)).toBe(code)
    for (const other of ['', 'a=1', 'a=1%20b', 'a=2&c', 'A=1%20b&c']) {
      expect(failureOf(`https://portal.test/back?${other}&${query({ code, state })}`, own), other).toBe('site-redirected')
    }
  })

  test('belongs to the portal’s own callback', () => {
    const own = { redirectUri: 'http://localhost:3000/callback/exact-online' }
    expect(codeOf(`http://localhost:3000/callback/exact-online?${query({ code, state })}`, own)).toBe(code)
  })
})

describe('a paste that is something else', () => {
  const tracking = 'https://clientredirect.invantive.com/?code=a\r\n&state=b'
  test.each<[ReturnUrlFailure, string, string]>([
    ['return-url-missing', 'nothing', ''],
    ['return-url-missing', 'blanks', ' \r\n\t '],
    ['return-url-too-long', '1 MB of text', 'x'.repeat(1_048_576)],
    ['return-url-too-long', 'a return URL with 1 MB behind it', `${goodUrl}&x=${'y'.repeat(1_048_576)}`],
    ['not-a-url', 'the code alone', code],
    ['not-a-url', 'words', 'I pressed Allow'],
    ['not-a-url', 'an address without its scheme', goodUrl.replace('https://', '')],
    ['not-a-url', 'a script', 'javascript:alert(1)'],
    ['not-a-url', 'a file', 'file:///c:/return.html'],
    ['not-a-url', 'an encoded address', encodeURIComponent(goodUrl)],
    ['not-a-url', 'a broken address', 'https://[clientredirect'],
    ['wrapped', 'a line break inside', `${goodUrl.slice(0, 60)}\r\n${goodUrl.slice(60)}`],
    ['wrapped', 'a soft line break of a mail', `${goodUrl.slice(0, 60)}=\n${goodUrl.slice(60)}`],
    ['wrapped', 'angle brackets', `<${goodUrl}>`],
    ['wrapped', 'double quotes', `"${goodUrl}"`],
    ['wrapped', 'single quotes', `'${goodUrl}'`],
    ['wrapped', 'a quoted mail', `> ${goodUrl}`],
    ['wrapped', 'brackets of Markdown', `[link](${goodUrl})`],
    ['wrapped', 'a sentence around it', `Here it is: ${goodUrl}`],
    ['wrapped', 'a line break alone', tracking],
    ['wrapped', 'a letter that no code holds', `${redirectUri}?${query({ code: 'cöde', state })}`],
    ['html-escaped', 'page source', goodUrl.replace('&', '&amp;')],
    ['html-escaped', 'page source with a numbered entity', goodUrl.replace('&', '&#38;')],
    [
      'authorization-url',
      'the way to Exact',
      `${authorizeUrl}?${query({ client_id: 'x', redirect_uri: redirectUri, response_type: 'code', state })}`,
    ],
    ['provider-page', 'Exact’s log-in page', 'https://start.exactonline.nl/docs/Login.aspx?ReturnUrl=%2fapi%2foauth2%2fauth'],
    ['provider-page', 'Exact’s start', 'https://start.exactonline.nl/'],
    ['has-fragment', 'a fragment', `${goodUrl}#top`],
    ['has-fragment', 'what a social log-in adds', `${goodUrl}#_=_`],
    ['moved-on', 'the redirect URI alone', redirectUri],
    ['moved-on', 'another page of its site', 'https://www.clientredirect.invantive.com/nl/?lang=nl'],
    ['error-unproven', 'an error without a state', `${redirectUri}?error=unauthorized_client`],
    ['code-missing', 'a return URL without its code', `${redirectUri}?${query({ state })}`],
    ['code-missing', 'an empty code', `${redirectUri}?${query({ code: '', state })}`],
    ['double-encoded', 'a code encoded twice', `${redirectUri}?code=stampNL001.AbCd%2521IAAAA&state=${state}`],
    ['repeated-parameter', 'two codes', `${goodUrl}&code=other`],
    ['repeated-parameter', 'two states', `${goodUrl}&state=${state}`],
    ['repeated-parameter', 'two errors', `${redirectUri}?error=a&error=b&state=${state}`],
    ['repeated-parameter', 'two senders', `${goodUrl}&iss=a&iss=b`],
    ['state-missing', 'no state', `${redirectUri}?${query({ code })}`],
    ['state-missing', 'an empty state', `${redirectUri}?${query({ code, state: '' })}`],
    ['state-mismatch', 'a state of somebody else', `${redirectUri}?${query({ code, state: `y${state.slice(1)}` })}`],
    ['wrapped', 'our state with a letter behind it', `${redirectUri}?${query({ code, state: `${state}x` })}`],
    ['state-mismatch', 'a state in other letters', `${redirectUri}?${query({ code, state: state.toLowerCase() })}`],
    ['error-beside-code', 'an error beside the code', `${goodUrl}&error=server_error`],
    ['denied', 'a denial', `${redirectUri}?${query({ error: 'access_denied', state })}`],
    ['provider-error', 'an unknown error', `${redirectUri}?${query({ error: 'the_moon_is_full', state })}`],
  ])('is told as %s: %s', (failure, _, text) => {
    expect(failureOf(text)).toBe(failure)
  })
})

describe('an address that is not the redirect URI', () => {
  const answer = query({ code, state })
  test.each([
    'https://clientredirect.invantive.com@evil.test/',
    'https://user@clientredirect.invantive.com/',
    'https://:secret@clientredirect.invantive.com/',
    'https://clientredirect.invantive.com.evil.test/',
    'https://evil.test/?https://clientredirect.invantive.com',
    'https://evilclientredirect.invantive.com/',
    'https://com/',
    'https://exactonlineclientredirect.invantive.com/',
    'https://clientredirect%2einvantive.com.evil.test/',
    'https://start.exactonline.be/docs/Login.aspx',
    'http://start.exactonline.nl/api/oauth2/auth',
  ])('but of another site is not read: %s', (address) => {
    expect(failureOf(address + (address.includes('?') ? '&' : '?') + answer)).toBe('other-redirect-uri')
  })

  test.each([
    'http://clientredirect.invantive.com/',
    'https://clientredirect.invantive.com:8443/',
    'https://clientredirect.invantive.com/path',
    'https://clientredirect.invantive.com//',
    'https://clientredirect.invantive.com.',
    'https://www.clientredirect.invantive.com/',
    'https://invantive.com/clientredirect',
  ])('but of its site is not read either, and told as the site’s doing: %s', (address) => {
    expect(failureOf(`${address}?${answer}`)).toBe('site-redirected')
    // Without our state nothing speaks for the site.
    expect(failureOf(`${address}?${query({ code, state: 'another-state-than-ours' })}`)).toBe('other-redirect-uri')
  })

  test.each([
    'https://portal.test/callback/exact-online-2',
    'https://portal.test/callback/exact-onlin',
    'https://portal.test/callback/exact-online/',
    'https://portal.test/callback/exact-online/more',
    'https://portal.test/callback/Exact-Online',
    'https://portal.test/callback/../callback/other',
    'https://portal.test/callback',
    'https://portal.test:444/callback/exact-online',
  ])('is not read when only its beginning is right: %s', (address) => {
    expect(failureOf(`${address}?${answer}`, { redirectUri: 'https://portal.test/callback/exact-online' })).toBe('site-redirected')
  })
})

describe('before its state is known to be ours', () => {
  test.each([
    ['a denial', { error: 'access_denied' }],
    ['an error', { error: 'server_error', error_description: '<b>' }],
    ['an error beside a code', { error: 'x', code }],
    ['a code encoded twice', { code: 'a%21b' }],
    ['a code', { code }],
  ])('%s is not believed', (_, parameters) => {
    const isError = 'error' in parameters
    const detail = isError ? { detail: expect.any(String) } : {}
    expect(read(`${redirectUri}?${query({ ...parameters, state: 'forged' })}`)).toEqual({ ok: false, failure: 'state-mismatch', ...detail })
    const failure = isError && !('code' in parameters) ? 'error-unproven' : 'state-missing'
    expect(read(`${redirectUri}?${query(parameters)}`)).toEqual({ ok: false, failure, ...(failure === 'error-unproven' && detail) })
  })

  test('nothing ends the attempt', () => {
    for (const text of [
      '',
      'x',
      `${redirectUri}?error=access_denied`,
      `${redirectUri}?${query({ error: 'access_denied', state: 'forged' })}`,
    ]) {
      expect(read(text)).not.toHaveProperty('endsAttempt')
    }
  })
})

test('a denial and an error end the attempt, and carry the provider’s words', () => {
  expect(read(`${redirectUri}?${query({ error: 'access_denied', state })}`)).toMatchObject({
    failure: 'denied',
    endsAttempt: true,
    detail: 'access_denied',
  })
  expect(read(`${redirectUri}?${query({ error: 'server_error', error_description: 'Try <later>', state })}`)).toMatchObject({
    failure: 'provider-error',
    endsAttempt: true,
    detail: 'server_error: Try <later>',
  })
})

test('an error beside the code does not end the attempt: the address was changed on its way', () => {
  expect(read(`${goodUrl}&error=server_error`)).toEqual({ ok: false, failure: 'error-beside-code' })
})
