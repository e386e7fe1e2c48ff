import { expect, test } from 'vitest'
import { defaultFormat } from '@/lib/settings/format'
import { buildMaskedSettings } from '@/lib/settings/masked'

test('the masked result shows what is no secret, and a mask for each secret', () => {
  const values = {
    name: 'Kantoor',
    platform: 'exact-online',
    apiUrl: 'https://start.exactonline.nl',
    clientId: 'a-client',
    redirectUri: 'https://a.test',
    refreshToken: 'a-token',
    clientSecret: 'a-secret',
  }
  const masked = buildMaskedSettings(values, defaultFormat)
  expect(masked.xml).toContain('api-client-id=a-client;api-client-secret=••••')
  expect(masked.xml).toContain('<group name="Kantoor">')
  expect(masked.refreshToken).toMatch(/^•+$/)
  expect(masked.encryptStatement).toContain('api-client-id=a-client;api-client-secret=••••')
  expect(JSON.stringify(masked)).not.toMatch(/a-token|a-secret/)
})
