import { describe, expect, test } from 'vitest'
import { appRegistrationSchema, clientIdSchema, clientSecretSchema, isHttps, redirectUriSchema } from '@/lib/apps/schema'

describe('a redirect URI', () => {
  test.each([
    'https://clientredirect.invantive.com',
    'https://portal.test/back?a=1%20b&c',
    'http://localhost:3000/callback/exact-online',
    'HTTPS://portal.test/',
    "https://portal.test/it's",
    'https://portal.test/;x=1',
    'https://xn--zo-ska.test/',
    'https://portal.test:8443/a',
  ])('%s is taken as it is', (uri) => {
    expect(redirectUriSchema.parse(` ${uri} `)).toBe(uri)
  })

  test.each([
    '',
    'portal.test',
    '//portal.test',
    'ftp://portal.test',
    'javascript:alert(1)',
    'https://',
    'https:portal.test',
    'https:/portal.test',
    'https://user@portal.test',
    'https://user:secret@portal.test',
    'https://portal.test@evil.test/',
    'https://portal.test/#x',
    'https://portal.test/a b',
    'https://portal.test\\@evil.test',
    'https://portal.test/"x',
    'https://portal.test/<x>',
    'https://zoë.test/',
    'https://portal.test/\u202e',
    'https://portal.test/${x}',
    'https://portal.test/\nx',
    `https://portal.test/${'x'.repeat(1_000)}`,
    'https://[::1',
    'urn:ietf:wg:oauth:2.0:oob',
  ])('%j is refused, with a sentence', (uri) => {
    expect(redirectUriSchema.safeParse(uri).error?.issues[0]?.message).toMatch(/^(fillIn|redirectUri|expansion|tooLong|unprintable)$/)
  })
})

test.each(['"><x a="', ']]>', '&xxe;', ';api-url=https://evil.test', '$x', '{x}'])('the client ID %s is text like any other', (id) => {
  expect(clientIdSchema.parse(id)).toBe(id)
})

test.each(['${x}', 'a${', '\u0000', '', 'x'.repeat(501)])('neither client ID nor secret may be %j', (value) => {
  expect(clientIdSchema.safeParse(value).success).toBe(false)
  expect(clientSecretSchema.safeParse(value).success).toBe(false)
})

test('a blank at the edge of a secret, that Exact would answer with 401, is taken away', () => {
  expect(clientSecretSchema.parse(' a b \n')).toBe('a b')
})

describe('a registration', () => {
  const values = {
    platform: 'exact-online',
    country: 'nl',
    clientId: 'a',
    clientSecret: '',
    deviating: true,
    redirectUri: 'https://a.test',
  }

  test('may leave its secret empty, to keep the stored one', () => {
    expect(appRegistrationSchema.parse(values)).toEqual(values)
  })

  test('takes no fields that are not its own', () => {
    expect(appRegistrationSchema.parse({ ...values, userId: 'x', id: 'y', role: 'admin' })).toEqual(values)
  })

  test.each([{ clientId: 7 }, { clientId: ['a'] }, { deviating: 'on' }, { redirectUri: null }, { platform: {} }])(
    'refuses %j',
    (changes) => {
      expect(appRegistrationSchema.safeParse({ ...values, ...changes }).success).toBe(false)
    },
  )
})

test('https is told from http', () => {
  expect([isHttps('https://a.test'), isHttps('HTTPS://a.test'), isHttps('http://a.test')]).toEqual([true, true, false])
})

test('a client secret that is too long is told as that, and with how long it may be', () => {
  const values = { platform: 'p', country: 'c', clientId: 'a', deviating: true, redirectUri: 'https://a.example/' }
  for (const length of [501, 2_500]) {
    const read = appRegistrationSchema.safeParse({ ...values, clientSecret: 'x'.repeat(length) })
    expect(read.error?.issues, String(length)).toMatchObject([{ path: ['clientSecret'], message: 'tooLong' }])
  }
})
