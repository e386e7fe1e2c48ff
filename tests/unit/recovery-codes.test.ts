import { describe, expect, test } from 'vitest'
import { hashRecoveryCode, makeRecoveryCodes, readRecoveryCode, renderRecoveryCode } from '@/lib/factors/recovery-codes'

const form = /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){5}$/

test('a set has ten codes, each of six groups of four, none twice', () => {
  const codes = Array.from({ length: 100 }, makeRecoveryCodes).flat()
  expect(makeRecoveryCodes()).toHaveLength(10)
  expect(new Set(codes).size).toBe(1_000)
  for (const code of codes) expect(code).toMatch(form)
  // Each of 32 digits at each of 24 places: none is left out.
  const all = codes.map((code) => code.replaceAll('-', ''))
  for (let at = 0; at < 24; at++) expect(new Set(all.map((code) => code[at])).size).toBe(32)
})

test.each([
  ['00'.repeat(15), '0000-0000-0000-0000-0000-0000'],
  ['ff'.repeat(15), 'ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ'],
  // 5 bits a digit: 00000 00001 00010 …
  ['00443214c74254b635cf84653a56d7', '0123-4567-89AB-CDEF-GHJK-MNPQ'],
])('the bytes %s are %s', (hex, code) => {
  expect(renderRecoveryCode(Buffer.from(hex, 'hex'))).toBe(code)
})

describe('a code as people type it', () => {
  test.each([
    '0123-4567-89AB-CDEF-GHJK-MNPQ',
    '0123456789abcdefghjkmnpq',
    ' 0123 4567\t89AB-CDEF\nGHJK MNPQ ',
    'oi23-4567-89ab-cdef-ghjk-mnpq',
    'Ol23–4567—89AB‑CDEF-GHJK-MNPQ',
    'OL23-4567-89AB-CDEF-GHJK-MNPQ',
  ])('%j is read', (typed) => {
    expect(readRecoveryCode(typed)).toBe('0123456789ABCDEFGHJKMNPQ')
  })

  test.each([
    '',
    '0123-4567-89AB-CDEF-GHJK-MNP',
    '0123-4567-89AB-CDEF-GHJK-MNPQQ',
    '0123-4567-89AB-CDEF-GHJK-MNPU',
    '0123_4567_89AB_CDEF_GHJK_MNPQ',
    '0123-4567-89AB-CDEF-GHJK-MNP\u0000',
    '٠123-4567-89AB-CDEF-GHJK-MNPQ',
    `${' '.repeat(101)}0123-4567-89AB-CDEF-GHJK-MNPQ`,
    '0'.repeat(1e6),
  ])('%.40j is none', (typed) => {
    expect(readRecoveryCode(typed)).toBeNull()
  })

  test('every code that is made is read, also in small letters without its hyphens', () => {
    for (const code of makeRecoveryCodes()) {
      expect(readRecoveryCode(code)).toBe(code.replaceAll('-', ''))
      expect(readRecoveryCode(code.replaceAll('-', '').toLowerCase())).toBe(code.replaceAll('-', ''))
    }
  })
})

test('the hash is of the code and of what it is for', () => {
  const code = '0123456789ABCDEFGHJKMNPQ'
  expect(hashRecoveryCode(code)).toMatch(/^[\w-]{43}$/)
  expect(hashRecoveryCode(code)).toBe(hashRecoveryCode(code))
  expect(hashRecoveryCode(code)).not.toBe(hashRecoveryCode('0123456789ABCDEFGHJKMNPR'))
})
