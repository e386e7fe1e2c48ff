// The files that are given out, byte for byte. UPDATE_GOLDEN=1 writes them anew; look at the difference before you keep it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildConnectionString } from '@/lib/settings/connection-string'
import { defaultFormat } from '@/lib/settings/format'
import { renderSettingsXml } from '@/lib/settings/settings-xml'
import { readConnectionString } from '../support/net-connection-string'
import { readStrictXml } from '../support/strict-xml'

const plain = {
  name: 'Kantoor',
  apiUrl: 'https://start.exactonline.nl',
  clientId: '3c5e7a90-1b2d-4f68-a0c4-d8e6f2b49999',
  clientSecret: 'made-up-secret',
  redirectUri: 'https://clientredirect.invantive.com',
  refreshToken: 'stampNL001.AbCd!IAAAA-made-up',
}
const cases = {
  plain,
  quoted: {
    ...plain,
    name: 'Quoting_1.2-a',
    clientSecret: `a;b="c" 'd' <e> &f; ]]>`,
    redirectUri: 'https://portal.test/back?a=1&b=2',
    clientId: '{3c5e7a90-1b2d-4f68-a0c4-d8e6f2b49999}',
  },
  'non-ascii': { ...plain, name: 'Bäckerei Zoë 日本 𠀋', apiUrl: 'https://start.exactonline.de' },
}

describe.each(Object.entries(cases))('%s.xml', (title, { name, ...values }) => {
  const path = join(import.meta.dirname, `${title}.xml`)
  const connectionString = buildConnectionString(values, defaultFormat)
  const rendered = Buffer.from(renderSettingsXml({ name, platform: 'exact-online', connectionString }, defaultFormat))
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, rendered)
  const golden = readFileSync(path)

  test('is what is rendered, byte for byte', () => {
    expect(rendered.toString()).toBe(golden.toString())
    expect(rendered.equals(golden)).toBe(true)
  })

  test('says what it was made of', () => {
    const [group] = readStrictXml(golden.toString()).children
    expect(group?.attributes.name).toBe(name)
    const text = group?.children[0]?.children[0]?.attributes.connectionString ?? ''
    const { apiUrl, clientId, clientSecret, redirectUri, refreshToken } = values
    expect(readConnectionString(text).map(([, value]) => value)).toEqual([apiUrl, clientId, clientSecret, redirectUri, refreshToken])
  })
})
