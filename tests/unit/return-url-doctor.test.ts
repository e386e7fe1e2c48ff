import { describe, expect, test } from 'vitest'
import { returnUrlFailures, type ReturnUrlFailure } from '@/lib/oauth/failures'
import { readReturnUrl } from '@/lib/oauth/return-url'
import type { ExpectedReturn } from '@/lib/oauth/strict-return-url'
import { readStrictly } from '@/lib/oauth/strict-return-url'
import { diagnoseReturnUrl, type Check } from '@/lib/oauth/return-url-doctor'
import { applyMending } from '@/lib/oauth/mending'
import { mistakes } from '../support/return-url-mistakes'

const redirectUri = 'https://clientredirect.invantive.com'
const authorizeUrl = 'https://start.exactonline.nl/api/oauth2/auth'
const state = 'Zm9vYmFyLXN0YXRlLTQzLWNoYXJhY3RlcnMtbG9uZy0x'
const good = `${redirectUri}/?code=stampNL001.k2Fh%21IAAAAab_cd-ef&state=${state}`
const authorizationUrl = `${authorizeUrl}?client_id=x&redirect_uri=${encodeURIComponent(redirectUri)}&response_type=code&state=${state}`
const expected: ExpectedReturn = { redirectUri, authorizeUrl, isState: (given) => given === state, isPasted: true }

const diagnose = (text: string) => diagnoseReturnUrl(text, expected)
const marked = (text: string) => diagnose(text).findings.flatMap(({ spans }) => spans.map(([from, to]) => text.slice(from, to)))
const mended = (text: string) => {
  const { mending } = diagnose(text)
  return mending && applyMending(text, mending)
}
/** What the strict reading takes: a code, or an ending that the provider tells. */
const isAnswer = (text: string) => {
  const reading = readStrictly(text, expected)
  return reading.ok || Boolean(reading.endsAttempt)
}
const lines = (text: string) => diagnose(text).findings.map((one) => `${one.check} ${one.state}${one.failure ? ` ${one.failure}` : ''}`)

test('A right address is right in every line, with nothing marked and nothing to mend', () => {
  expect(lines(` ${good}\n`)).toEqual(['address ok', 'state ok', 'code ok'])
  expect(diagnose(good)).toMatchObject({ failure: null, mending: null, changes: [], place: 'clientredirect.invantive.com' })
  expect(marked(good)).toEqual([])
})

describe('Each known mistake', () => {
  // `query-missing` is told by the callback alone.
  const right: Partial<Record<ReturnUrlFailure, true>> = { 'issuer-mismatch': true, 'code-expired': true, 'query-missing': true }

  test('is in the table', () => {
    const told = new Set(mistakes.map(({ failure }) => failure))
    expect(returnUrlFailures.filter((failure) => !told.has(failure) && !right[failure])).toEqual([])
  })

  test.each(mistakes)('$name: $failure', ({ failure, make, marks, mends }) => {
    const text = make(good, authorizationUrl, state)
    expect(diagnose(text).failure).toBe(failure)
    // What the doctor says is what Exchange says.
    expect(readReturnUrl(text, expected)).toMatchObject({ ok: false, failure })
    expect(marked(text)).toEqual(marks?.(text, state) ?? [])
    // The slash that a browser adds says nothing.
    expect(mended(text)?.replace('.com?', '.com/?') ?? null).toBe(mends ? good : null)
  })
})

describe('What is damaged in two ways', () => {
  test.each([
    ['escaped and in brackets', `<${good.replaceAll('&', '&amp;')}>`],
    ['encoded twice, broken, with a fragment', `${good.replaceAll('%', '%25').replace('&', '\r\n> &')}#_=_`],
    ['encoded three times', good.replaceAll('%', '%2525')],
    ['a link in Markdown', `[my link](${good})`],
    ['behind a sentence', `Here it is: ${good}`],
    ['a soft break of a mail', `${good.slice(0, 60)}=\n${good.slice(60)}`],
    ['a break right behind a name', good.replace('code=', 'code=\r\n')],
    ['escaped twice', good.replaceAll('&', '&amp;amp;')],
  ])('is mended at once: %s', (_, text) => {
    expect(mended(text)).toBe(good)
  })

  test('keeps telling of the state, which no mending makes right', () => {
    const text = `<${good.replace(state, 'another')}>`
    expect(lines(text)).toEqual(['address bad wrapped', 'state bad state-mismatch', 'code ok'])
    expect(mended(text)).toBeNull()
  })
})

test.each<[string, string, Check, string]>([
  ['the scheme', good.replace('https:', 'http:'), 'address', 'http:'],
  ['the host', good.replace('clientredirect', 'exactonlineclientredirect'), 'address', 'exactonlineclientredirect.invantive.com'],
  ['the port', good.replace('.com/', '.com:8443/'), 'address', 'clientredirect.invantive.com:8443'],
  ['the path', good.replace('.com/', '.com/back'), 'address', '/back'],
  ['who logs in', good.replace('//', '//me@'), 'address', 'me@'],
])('Of another redirect URI %s is marked', (_, text, check, mark) => {
  expect(marked(text)).toEqual([mark])
  expect(diagnose(text).findings.find((one) => one.state === 'bad')?.check).toBe(check)
})

test('The code of an answer to somebody else is not handed out', () => {
  expect(diagnose(good).code).toBe('stampNL001.k2Fh!IAAAAab_cd-ef')
  for (const text of [good.replace(state, 'x'), good.replace('invantive', 'evil'), `${authorizeUrl}?code=a&state=${state}`])
    expect(diagnose(text).code).toBeNull()
})

describe('Hostile text', () => {
  const pieces = [good, state, '%25', '%', '&amp;', '\u202e', '\u200b', '\ud800', '<', '>', '"', "'", '\r\n', '=\n', ' ', '#', '?', 'code=', 'state=', '&',
    'https://', 'http:', redirectUri, authorizeUrl, '[', '\0', '🦊', '%ff', 'error=access_denied', '://', 'a'.repeat(5_000)] // prettier-ignore
  // A generator of its own, so that a text that fails can be made again.
  const random = (seed: number) => () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647

  test('of any kind is told as Exchange tells it, marked inside the text, and mended into nothing but the right address', () => {
    const next = random(4)
    for (let round = 0; round < 800; round++) {
      const count = 1 + Math.floor(next() * 7)
      const text = Array.from({ length: count }, () => pieces[Math.floor(next() * pieces.length)]).join('')
      const { failure, findings, mending } = diagnose(text)
      const reading = readReturnUrl(text, expected)
      expect(failure).toBe(reading.ok ? null : reading.failure)
      for (const [from, to] of findings.flatMap(({ spans }) => spans)) {
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeGreaterThan(from)
        expect(to).toBeLessThanOrEqual(text.length)
      }
      if (mending) expect(isAnswer(applyMending(text, mending))).toBe(true)
      if (failure && failure !== 'return-url-missing') expect(findings.some((one) => one.state === 'bad')).toBe(true)
    }
  })

  test.each([
    ['1 MB of letters', 'a'.repeat(1_048_576)],
    ['1 MB behind the right address', `${good}&x=${'%25'.repeat(350_000)}`],
    ['1 MB of blanks in it', `${good}${' '.repeat(1_048_576)}x`],
  ])('of %s is too long, and nothing in it is looked at', (_, text) => {
    expect(diagnose(text)).toMatchObject({ failure: 'return-url-too-long', mending: null, code: null })
    expect(lines(text)).toEqual(['address bad return-url-too-long', 'state unknown', 'code unknown'])
  })
})
