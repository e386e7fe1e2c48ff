import { describe, expect, test } from 'vitest'
import { tidyFields } from '@/lib/apps/tidy-fields'

const own = 'https://portal.example/callback/exact-online'
const clientId = '7d1e2b3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e'
const clean = { platform: 'exact-online', country: 'nl', clientId, clientSecret: 's3cret', deviating: '', redirectUri: own }
const tidy = (fields: Partial<typeof clean>, asTyped = '') => tidyFields({ ...clean, ...fields }, { asTyped, own })

describe('the fields of a form that no browser has tidied', () => {
  test('stay as they are when there is nothing to do', () => {
    expect(tidy({})).toEqual({ fields: clean, issues: [] })
    expect(tidyFields({}, { asTyped: '', own })).toEqual({ fields: {}, issues: [] })
  })

  test('lose blanks without a word', () => {
    expect(tidy({ clientId: ` ${clientId}\t`, clientSecret: ' s3cret ' })).toEqual({ fields: clean, issues: [] })
  })

  test.each([
    ['braces', { clientId: `{${clientId}}` }, { path: ['clientId'], message: 'tidied' }],
    ['a label', { clientId: `Client ID: ${clientId}` }, { path: ['clientId'], message: 'tidied' }],
    ['quotes round the secret', { clientSecret: '"s3cret"' }, { path: ['clientSecret'], message: 'secretTidied' }],
  ])('lose %s, and it is told', (_, fields, issue) => {
    expect(tidy(fields)).toEqual({ fields: clean, issues: [issue] })
  })

  test('keep what their user put back', () => {
    expect(tidy({ clientSecret: '"s3cret"' }, 'clientId clientSecret')).toEqual({
      fields: { ...clean, clientSecret: '"s3cret"' },
      issues: [],
    })
  })

  test('are taken apart, and the box follows the redirect URI', () => {
    const block = `Client ID: ${clientId}\nClient Secret: s3cret\nRedirect URI: https://localhost/`
    const { fields, issues } = tidy({ clientSecret: block, clientId: '' })
    expect(fields).toEqual({ ...clean, deviating: 'on', redirectUri: 'https://localhost/' })
    expect(issues).toEqual([{ path: ['clientSecret'], message: 'takenApart' }])
    expect(tidy({ clientId: block.replace('https://localhost/', own), deviating: 'on' }).fields).toEqual({ ...clean })
  })

  test('leave the redirect URI alone while it is the portal’s own', () => {
    expect(tidy({ redirectUri: '<https://localhost/>' })).toEqual({ fields: { ...clean, redirectUri: '<https://localhost/>' }, issues: [] })
    expect(tidy({ redirectUri: '<https://localhost/>', deviating: 'on' }).fields.redirectUri).toBe('https://localhost/')
  })

  test('that are endless cost no time and stay', () => {
    const endless = 'Client ID: '.repeat(200_000)
    expect(tidy({ clientId: endless }).fields.clientId).toBe(endless)
  })
})
