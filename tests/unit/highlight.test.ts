import { describe, expect, test } from 'vitest'
import { highlight, type Language, type TokenKind } from '@/lib/settings/highlight'
import { buildMaskedSettings } from '@/lib/settings/masked'
import { defaultFormat } from '@/lib/settings/format'

const file = {
  platform: 'exact-online',
  name: 'Kantoor',
  clientId: '7d1e2b3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e',
  redirectUri: 'https://localhost/',
  apiUrl: 'https://start.exactonline.nl',
}
const { xml, encryptStatement, refreshToken } = buildMaskedSettings(file, defaultFormat)

const of = (kind: TokenKind, text: string, language: Language) =>
  highlight(text, language)
    .filter((token) => token.kind === kind)
    .map((token) => token.text)

describe('the colours of a result', () => {
  test.each<[string, string, Language]>([
    ['a settings file', xml, 'xml'],
    ['a statement', encryptStatement, 'script'],
    ['a token', refreshToken, 'plain'],
    ['nothing', '', 'xml'],
    ['broken XML', '<a b="c\n<<>> =\' &amp; "" "', 'xml'],
    ['a broken statement', 'local encrypt "a=""b"";c', 'script'],
    ['all sorts of letters', '<é ä="€;=𝄞">\u2028\r\n\t\0</é>', 'xml'],
    ['an open quote', `x="${'a=b;'.repeat(20_000)}`, 'xml'],
    ['half a pair', '"clientId=" "=;" "a="', 'xml'],
  ])('change no letter of %s', (_, text, language) => {
    expect(
      highlight(text, language)
        .map((token) => token.text)
        .join(''),
    ).toBe(text)
  })

  test('tell elements, attributes and the keys of a connection string apart', () => {
    expect(of('tag', xml, 'xml')).toContain('<connection')
    expect(of('attribute', xml, 'xml')).toContain('connectionString')
    expect(of('key', xml, 'xml').map((key) => key.toLowerCase())).toContain('api-client-id')
    expect(of('keyword', encryptStatement, 'script').length).toBeGreaterThan(1)
  })
})
