import { HOTP, Secret, TOTP, URI } from 'otpauth'
import { encode } from 'uqr'
import { describe, expect, test } from 'vitest'
import { buildTotpUri, findTotpStep, makeTotpSecret, renderQrCode } from '@/lib/factors/totp'

/** The key of RFC 6238, appendix B, for SHA-1. */
const rfcSecret = Secret.fromLatin1('12345678901234567890').base32
const at = (seconds: number) => new Date(seconds * 1000)

describe('the time step of a code', () => {
  // Appendix B gives eight digits; six are the last of them.
  test.each([
    [59, '94287082', 0x1],
    [1111111109, '07081804', 0x23523ec],
    [1111111111, '14050471', 0x23523ed],
    [1234567890, '89005924', 0x273ef07],
    [2000000000, '69279037', 0x3f940aa],
    [20000000000, '65353130', 0x27bc86aa],
  ])('at %i seconds %s belongs to step %i (RFC 6238, appendix B)', (seconds, eightDigits, step) => {
    expect(findTotpStep(rfcSecret, eightDigits.slice(2), at(seconds))).toBe(step)
  })

  const middle = 1234567890
  const code = (step: number) => HOTP.generate({ secret: Secret.fromBase32(rfcSecret), algorithm: 'SHA1', digits: 6, counter: step })
  const now = Math.floor(middle / 30)

  test.each([
    [-2, null],
    [-1, now - 1],
    [0, now],
    [1, now + 1],
    [2, null],
  ])('%i steps from now: %j', (away, step) => {
    expect(findTotpStep(rfcSecret, code(now + away), at(middle))).toBe(step)
  })

  test('ends with its thirty seconds, to the second', () => {
    const first = code(now)
    const begin = now * 30
    expect([-31, -30, 0, 29, 30, 59, 60].map((seconds) => findTotpStep(rfcSecret, first, at(begin + seconds)))).toEqual([
      null,
      now,
      now,
      now,
      now,
      now,
      null,
    ])
  })

  test.each(['005 924', ' 005924\n', '0 0 5 9 2 4', '005\u00a0924'])('typed as %j it is read', (typed) => {
    expect(findTotpStep(rfcSecret, typed, at(middle))).toBe(now)
  })

  test.each([
    '',
    '5924',
    '0059240',
    '00592a',
    '005-924',
    '+05924',
    '٠٠٥٩٢٤',
    '００５９２４',
    '005924\u0000',
    `${' '.repeat(60)}005924`,
    '9'.repeat(1e6),
  ])('typed as %.20j it is none', (typed) => {
    expect(findTotpStep(rfcSecret, typed, at(middle))).toBeNull()
  })

  test('of another secret is wrong', () => {
    const other = Secret.fromLatin1('12345678901234567891').base32
    expect(findTotpStep(other, '005924', at(middle))).toBeNull()
  })
})

test('a secret is 160 bits, and never the same', () => {
  const secrets = Array.from({ length: 200 }, makeTotpSecret)
  for (const secret of secrets) {
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(Secret.fromBase32(secret).bytes.length).toBe(20)
  }
  expect(new Set(secrets).size).toBe(200)
})

describe('what an app scans', () => {
  const secret = makeTotpSecret()

  test('reads back as it was meant', () => {
    const uri = buildTotpUri({ secret, email: 'mila+2@kantoor.test', issuer: 'Kantoor & Zn' })
    expect(uri).toMatch(/^otpauth:\/\/totp\/Kantoor%20%26%20Zn:mila%2B2%40kantoor\.test\?/)
    const read = URI.parse(uri) as TOTP
    expect(read).toBeInstanceOf(TOTP)
    const { issuer, label, algorithm, digits, period } = read
    expect({ issuer, label, algorithm, digits, period }).toEqual({
      issuer: 'Kantoor & Zn',
      label: 'mila+2@kantoor.test',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
    })
    expect(read.secret.base32).toBe(secret)
    const now = new Date('2026-05-01T10:00:00Z')
    expect(findTotpStep(secret, read.generate({ timestamp: now.getTime() }), now)).toBe(now.getTime() / 30_000)
  })

  test.each(['Portal: Kantoor', 'a&secret=AAAA', '?x#y/%3A', 'Zürich 🥐'])('the issuer %j does not run into the rest', (issuer) => {
    const url = new URL(buildTotpUri({ secret, email: 'a@b.test', issuer }))
    expect([...url.searchParams.keys()]).toEqual(['issuer', 'secret', 'algorithm', 'digits', 'period'])
    expect(url.searchParams.get('secret')).toBe(secret)
    expect(url.searchParams.get('issuer')).toBe(issuer.replace(':', ' '))
    expect(decodeURIComponent(url.pathname).split(':').at(-1)).toBe('a@b.test')
  })
})

describe('a QR code', () => {
  const text = buildTotpUri({ secret: makeTotpSecret(), email: 'mila@kantoor.test', issuer: 'Preauth Portal' })
  const { size, path } = renderQrCode(text)

  /** The dark modules that a path covers. */
  const drawn = () => {
    const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
      for (let at = Number(x); at < Number(x) + Number(width); at++) (modules[Number(y)] as boolean[])[at] = true
    return modules
  }

  test('has the dimension of a version of ISO/IEC 18004, and a quiet zone of four', () => {
    expect((size - 8 - 17) % 4).toBe(0)
    expect(size).toBeGreaterThan(8 + 21)
    expect(path).toMatch(/^(M\d+ \d+h\d+v1h-\d+z)+$/)
    const modules = drawn()
    const isQuiet = (at: number) => at < 4 || at >= size - 4
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) if (isQuiet(x) || isQuiet(y)) expect(modules[y]?.[x], `${x} ${y}`).toBe(false)
    // The corner of a finder pattern touches it.
    expect([modules[4]?.[4], modules[4]?.[size - 5], modules[size - 5]?.[4]]).toEqual([true, true, true])
  })

  test('is drawn module for module', () => {
    expect(drawn()).toEqual(encode(text, { ecc: 'M', border: 4 }).data)
  })

  test('has room for the longest address and name that there can be', () => {
    const email = `${'x'.repeat(64)}@${'y'.repeat(189)}`
    expect(renderQrCode(buildTotpUri({ secret: makeTotpSecret(), email, issuer: '世'.repeat(40) })).size).toBeLessThanOrEqual(177 + 8)
  })
})
