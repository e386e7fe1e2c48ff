import { describe, expect, test } from 'vitest'
import { findReturnUrl, listStates } from '@/lib/oauth/find-return-url'
import { applyMending } from '@/lib/oauth/mending'
import { readReturnUrl } from '@/lib/oauth/return-url'
import type { ExpectedReturn } from '@/lib/oauth/strict-return-url'
import { diagnoseReturnUrl } from '@/lib/oauth/return-url-doctor'
import { readStrictly } from '@/lib/oauth/strict-return-url'
import { notForSure, pastedAnswers } from '../support/pasted-answers'

const redirectUri = 'https://clientredirect.invantive.com'
const state = 'Zm9vYmFyLXN0YXRlLTQzLWNoYXJhY3RlcnMtbG9uZy0'
const code = 'stampNL001.k2Fh!IAAAAab_cd-ef'
const good = `${redirectUri}/?code=stampNL001.k2Fh%21IAAAAab_cd-ef&state=${state}`
const expected: ExpectedReturn = {
  redirectUri,
  authorizeUrl: 'https://start.exactonline.nl/api/oauth2/auth',
  isState: (given) => given === state,
  isPasted: true,
}
const diagnose = (text: string) => diagnoseReturnUrl(text, expected)
const readCode = (text: string) => {
  const reading = readStrictly(text, expected)
  return reading.ok ? reading.answer.code : reading.failure
}

describe('A right return URL as people paste it', () => {
  test.each(pastedAnswers)('$name', ({ make, failure, changes }) => {
    const text = make(good, state)
    // Exchange refuses what was not mended, and says what the doctor says.
    expect(readReturnUrl(text, expected)).toEqual({ ok: false, failure })
    const diagnosis = diagnose(text)
    expect(diagnosis).toMatchObject({ failure, changes, code })
    const mended = diagnosis.mending && applyMending(text, diagnosis.mending)
    expect(mended).toMatch(/^https:\/\/clientredirect\.invantive\.com\/?\?code=/)
    expect(readCode(mended ?? '')).toBe(code)
    // The answer to the browser may hold where the code stands, but not the code.
    expect(JSON.stringify(diagnosis.mending)).not.toContain('IAAAA')
    expect(JSON.stringify(diagnosis.mending)).not.toContain(state)
  })

  test('finds its attempt by its state, however it is wrapped', () => {
    for (const { name, make } of pastedAnswers) expect(listStates(make(good, state)), name).toContain(state)
  })
})

describe('What is not certain, or not this attempt’s', () => {
  test.each(notForSure)('$name: $failure, and is not mended', ({ make, failure }) => {
    const text = make(good, state)
    expect(readReturnUrl(text, expected)).toMatchObject({ ok: false, failure })
    expect(readReturnUrl(text, expected)).not.toHaveProperty('endsAttempt')
    expect(diagnose(text)).toMatchObject({ failure, mending: null, code: null })
  })
})

test('An ending that the provider tells is mended as well, and ends nothing before', () => {
  const denial = `${redirectUri}/?error=access_denied&error_description=No+way&state=${state}`
  const text = `<${denial.replaceAll('&', '&amp;')}>.`
  expect(readReturnUrl(text, expected)).toEqual({ ok: false, failure: 'wrapped' })
  const { mending } = diagnose(text)
  expect(mending && applyMending(text, mending)).toBe(denial)
})

test('The sender that an answer names is kept, so that a wrong one is still refused', () => {
  for (const iss of ['https://start.exactonline.nl', 'https://evil.test']) {
    const text = `<${good}&iss=${encodeURIComponent(iss)}>`
    expect(diagnose(text).mending === null).toBe(iss.includes('evil'))
  }
})

test('Of a long text the doctor looks at the part around the state, and works no longer for it', () => {
  let read = 0
  const find = (text: string) => findReturnUrl(text, expected, (one) => (read++, readStrictly(one, expected)))
  const far = `${'x '.repeat(5_000)}${good}. ${'y '.repeat(2_000)}`
  const found = find(far)
  expect(found && applyMending(far, found.mending)).toBe(good)
  expect(found?.mending.within).toEqual([expect.any(Number), expect.any(Number)])
  const [from, to] = found?.mending.within ?? [0, 0]
  expect(to - from).toBeLessThanOrEqual(4_096)
  expect(read).toBe(1)
})
