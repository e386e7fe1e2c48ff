import { describe, expect, test } from 'vitest'
import { canonicalClientId } from '@/lib/apps/client-id'
import { clientIdSchema } from '@/lib/apps/schema'
import { platforms } from '@/lib/providers/catalogue'

const guid = '7d1e2b3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e'

describe('a GUID is one thing', () => {
  test.each([guid, guid.toUpperCase(), `{${guid}}`, `{${guid.toUpperCase()}}`, '7D1e2B3c-4F5a-4b6C-8d7E-9f0A1b2C3d4E'])('%s', (text) => {
    expect(canonicalClientId(text)).toBe(guid)
    expect(clientIdSchema.parse(` ${text} `)).toBe(guid)
  })
})

test.each(['MyApp', 'client-1', `${guid}x`, `${guid.toUpperCase()}-A`, `(${guid.toUpperCase()})`, ''])('%j stays as it is', (text) => {
  expect(canonicalClientId(text)).toBe(text)
})

test('the pattern of Exact Online takes the one spelling, and no e-mail address, password or half of a GUID', () => {
  const [{ clientIdPattern } = { clientIdPattern: /^$/ }] = platforms
  expect(clientIdPattern.test(guid)).toBe(true)
  for (const wrong of ['mila@kantoor.example', 'correct horse battery', guid.slice(1), `${guid} `, `${guid}\n`, guid.replaceAll('-', '')])
    expect(clientIdPattern.test(wrong), wrong).toBe(false)
})
