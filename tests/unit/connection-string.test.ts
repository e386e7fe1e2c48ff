import { describe, expect, test } from 'vitest'
import { buildConnectionString, quoteValue } from '@/lib/settings/connection-string'
import { defaultFormat } from '@/lib/settings/format'
import { readConnectionString } from '../support/net-connection-string'
import { nastyValues } from './nasty-values'

const plain = {
  apiUrl: 'https://start.exactonline.nl',
  clientId: 'a-client',
  clientSecret: 'a-secret',
  redirectUri: 'https://a.test',
  refreshToken: 'stampNL001.AbCd!IAAAA',
}
const keys = ['api-url', 'api-client-id', 'api-client-secret', 'api-redirect-url', 'api-refresh-token']

describe('the independent reader', () => {
  test.each<[string, [string, string][]]>([
    [
      'a=1;B = 2 ;c=',
      [
        ['a', '1'],
        ['b', '2'],
        ['c', ''],
      ],
    ],
    [
      'a="x;y=z";b=\'it "is"\'',
      [
        ['a', 'x;y=z'],
        ['b', 'it "is"'],
      ],
    ],
    [
      'a="say ""hi""";b=\'it\'\'s\' ; ;',
      [
        ['a', 'say "hi"'],
        ['b', "it's"],
      ],
    ],
    ['a==b=1', [['a=b', '1']]],
    ['a=x"y', [['a', 'x"y']]],
    [
      'a=1;a=2',
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
  ])('reads %s', (text, pairs) => {
    expect(readConnectionString(text)).toEqual(pairs)
  })

  test.each(['a', '=1', 'a="x', 'a="x"y', "a='x", 'a;b=1'.slice(0, 1), 'a=x\u0001'])('refuses %j', (text) => {
    expect(() => readConnectionString(text)).toThrow(SyntaxError)
  })
})

test('a plain connection string looks as in Invantive’s sample', () => {
  expect(buildConnectionString(plain, defaultFormat)).toBe(
    'api-url=https://start.exactonline.nl;api-client-id=a-client;api-client-secret=a-secret;api-redirect-url=https://a.test;' +
      'api-refresh-token=stampNL001.AbCd!IAAAA',
  )
})

test.each(nastyValues)('%j in any place reads back equal, with every key once', (value) => {
  for (const part of Object.keys(plain)) {
    const values = { ...plain, [part]: value }
    const { apiUrl, clientId, clientSecret, redirectUri, refreshToken } = values
    const pairs = readConnectionString(buildConnectionString(values, defaultFormat))
    expect(pairs).toEqual([apiUrl, clientId, clientSecret, redirectUri, refreshToken].map((wanted, index) => [keys[index], wanted]))
  }
})

test('all of them together read back equal, in pairs of every two', () => {
  for (const clientId of nastyValues) {
    for (const clientSecret of nastyValues) {
      const pairs = Object.fromEntries(readConnectionString(buildConnectionString({ ...plain, clientId, clientSecret }, defaultFormat)))
      expect([pairs['api-client-id'], pairs['api-client-secret']]).toEqual([clientId, clientSecret])
    }
  }
})

test('random values of the dangerous characters read back equal', () => {
  const alphabet = [...'"\';=  ab\\{}$&<>']
  let seed = 42
  const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648)
  for (let round = 0; round < 5_000; round++) {
    const value = Array.from({ length: 1 + (next() % 8) }, () => alphabet[next() % alphabet.length]).join('')
    expect(readConnectionString(`k=${quoteValue(value)};x=1`), JSON.stringify(value)).toEqual([
      ['k', value],
      ['x', '1'],
    ])
  }
})
