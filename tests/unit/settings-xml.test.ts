import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { buildConnectionString } from '@/lib/settings/connection-string'
import { defaultFormat } from '@/lib/settings/format'
import { renderSettingsXml } from '@/lib/settings/settings-xml'
import { readStrictXml } from '../support/strict-xml'
import { nastyValues } from './nasty-values'

// Two other parsers than the one that writes: one that is widely used, and one that forgives nothing.
const options = { ignoreAttributes: false, attributeNamePrefix: '', parseAttributeValue: false, trimValues: false, ignoreDeclaration: true }
const parse = (xml: string) => new XMLParser(options).parse(xml)
const render = (changes: Partial<Parameters<typeof renderSettingsXml>[0]> = {}) =>
  renderSettingsXml(
    { name: 'Kantoor', platform: 'exact-online', connectionString: 'api-url=https://start.exactonline.nl', ...changes },
    defaultFormat,
  )

describe('the file', () => {
  test('has a declaration, two blanks of indent, LF, and one line end at its end', () => {
    const xml = render()
    expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<settings ')).toBe(true)
    expect(xml).not.toContain('\r')
    expect(xml).toMatch(/<\/settings>\n$/)
    expect(xml.split('\n').map((line) => /^ */.exec(line)?.[0].length)).toEqual([0, 0, 2, 4, 6, 4, 2, 0, 0])
  })

  test('has its attributes in the order of Invantive’s sample', () => {
    const database = /<database ([^>]*)\/>/.exec(render())?.[1] ?? ''
    expect([...database.matchAll(/([\w-]+)="/g)].map(([, name]) => name)).toEqual([
      'order',
      'alias',
      'provider',
      'userLogonCodeMode',
      'passwordMode',
      'connectionString',
      'AllowConnectionStringRewrite',
    ])
  })

  test('carries its name three times over, and the codes of the platform', () => {
    const name = 'Bakkerij De Ster'
    const database = {
      order: '10',
      alias: 'eol',
      provider: 'ExactOnlineAll',
      userLogonCodeMode: 'Hidden',
      passwordMode: 'Hidden',
      connectionString: 'api-url=https://start.exactonline.nl',
      AllowConnectionStringRewrite: 'false',
    }
    const root = {
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
      version: '5',
      forcedefault: 'false',
    }
    const connection = { name: 'connection', attributes: { name }, children: [{ name: 'database', attributes: database, children: [] }] }
    const group = { name: 'group', attributes: { name }, children: [connection] }
    expect(readStrictXml(render({ name }))).toEqual({ name: 'settings', attributes: root, children: [group] })
  })
})

describe('a value that wants to be markup', () => {
  test.each(nastyValues)('%j stays one value, in the name and in the connection string', (value) => {
    const clientId = value
    const connectionString = buildConnectionString(
      { apiUrl: 'https://start.exactonline.nl', clientId, clientSecret: value, redirectUri: value, refreshToken: value },
      defaultFormat,
    )
    const xml = render({ name: value, connectionString })
    expect(XMLValidator.validate(xml)).toBe(true)
    expect(xml.match(/<database\b/g)).toHaveLength(1)
    expect(xml.match(/<[a-z]/g)).toHaveLength(4)
    const [group] = readStrictXml(xml).children
    const [connection] = group?.children ?? []
    expect(group?.attributes).toEqual({ name: value })
    expect(connection?.attributes).toEqual({ name: value })
    expect(connection?.children[0]?.attributes.connectionString).toBe(connectionString)
    const { settings } = parse(xml)
    expect(settings.group.name).toBe(value)
    expect(settings.group.connection.database.connectionString).toBe(connectionString)
  })

  test.each(['https://a.test/?a=1&b', 'https://a.test/?a=1&amp', '&#65', '&lt', '&quot', 'a&b&c'])(
    '%j, with the semicolon of the connection string behind it, is not taken for an entity',
    (redirectUri) => {
      const values = { apiUrl: 'https://start.exactonline.nl', clientId: 'a', clientSecret: 'b', redirectUri, refreshToken: 'c' }
      const connectionString = buildConnectionString(values, defaultFormat)
      const database = readStrictXml(render({ connectionString })).children[0]?.children[0]?.children[0]
      expect(database?.attributes.connectionString).toBe(connectionString)
    },
  )
})

describe('the strict reader', () => {
  const xml = (attribute: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<a n="${attribute}"/>\n`
  test('reads references', () => {
    expect(readStrictXml(xml('&lt;&amp;&quot;&#65;&#x1F950; &amp;lt;')).attributes.n).toBe('<&"A🥐 &lt;')
  })
  test.each(['&xxe;', '&', 'a&b', '&b;', '<', '&#;', '\u0001', '" n="'])('refuses %j', (attribute) => {
    expect(() => readStrictXml(xml(attribute))).toThrow(SyntaxError)
  })
})

describe('what XML can not carry', () => {
  test.each(['\u0000', '\u0001', '\u0008', '\t', '\n', '\r', '\u001f', '\u007f', '\u0085', '\ud800', '\udc00', '\ufffe', '\uffff'])(
    '%j throws',
    (character) => {
      for (const value of [character, `a${character}`, `${character}b`, `a${character}b`]) {
        expect(() => render({ name: value })).toThrow()
        expect(() => render({ connectionString: value })).toThrow()
      }
    },
  )

  test('letters beyond the first 65,536 are carried', () => {
    expect(parse(render({ name: '𠀋 𝒜' })).settings.group.name).toBe('𠀋 𝒜')
  })

  test.each(['evil', '', 'toString', '__proto__'])('the unknown platform %j throws', (platform) => {
    expect(() => render({ platform })).toThrow()
  })
})
