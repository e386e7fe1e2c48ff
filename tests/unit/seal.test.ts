import { createCipheriv, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { buildVaultKey } from '@/lib/vault/keys'
import { open, readSeal, seal, VaultError, type Place } from '@/lib/vault/seal'

const key = buildVaultKey(randomBytes(32).toString('base64'))
const place: Place = { table: 'Attempt', row: 'row-1', column: 'state', user: 'user-1' }
const plain = 'a made-up secret; with ünïcode 🥐'

describe('what is sealed', () => {
  test.each([plain, '', 'x', 'x'.repeat(100_000)])('opens again in its place', (text) => {
    expect(open(seal(text, place, key), place, key)).toBe(text)
  })

  test('names its version and its key, and shows nothing else', () => {
    const sealed = seal(plain, place, key)
    expect(sealed).toMatch(/^v2\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/)
    expect(sealed.split('.')[1]).toBe(key.id)
    expect(sealed).not.toContain('secret')
  })

  test('is never the same twice', () => {
    const sealed = new Set(Array.from({ length: 500 }, () => seal(plain, place, key).split('.')[2]))
    expect(sealed.size).toBe(500)
  })

  test.each(['table', 'row', 'column', 'user'] as const)('does not open with another %s', (part) => {
    expect(() => open(seal(plain, place, key), { ...place, [part]: 'other' }, key)).toThrow(VaultError)
    expect(() => open(seal(plain, place, key), { ...place, [part]: '' }, key)).toThrow(VaultError)
  })

  test('does not open when a part of its place moved into the next', () => {
    const sealed = seal(plain, { ...place, table: 'Attempt', row: 'x' }, key)
    expect(() => open(sealed, { ...place, table: 'Attempt|x', row: '' }, key)).toThrow(VaultError)
  })
})

describe('a place', () => {
  test.each([
    [
      { table: 'a|b', row: 'c' },
      { table: 'a', row: 'b|c' },
    ],
    [
      { table: 'a","b', row: 'c' },
      { table: 'a', row: 'b","c' },
    ],
  ])('is told from every other: %j and %j', (one, other) => {
    expect(() => open(seal(plain, { ...place, ...one }, key), { ...place, ...other }, key)).toThrow(/changed or moved/)
  })
})

// Made by the first version: `v1`, the place in one line, and ENCRYPTION_KEY itself as the key.
describe('what the first version has sealed', () => {
  const oldKey = buildVaultKey(Buffer.alloc(32, 7).toString('base64'))
  const nonce = Buffer.alloc(12, 1)
  const cipher = createCipheriv('aes-256-gcm', oldKey.key, nonce).setAAD(Buffer.from('Attempt|row-1|state|user-1'))
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  const old = ['v1', oldKey.id, ...[nonce, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join('.')

  test('opens', () => expect(open(old, place, oldKey)).toBe(plain))

  test('opens nowhere else, and not as of another version', () => {
    expect(() => open(old, { ...place, user: 'user-2' }, oldKey)).toThrow(/changed or moved/)
    expect(() => open(old.replace('v1', 'v2'), place, oldKey)).toThrow(/changed or moved/)
    expect(() => open(seal(plain, place, key).replace('v2', 'v1'), place, key)).toThrow(/changed or moved/)
  })

  test('names version and key', () => {
    expect(readSeal(old)).toEqual({ version: 'v1', keyId: oldKey.id })
    expect(readSeal(seal(plain, place, key))).toEqual({ version: 'v2', keyId: key.id })
    expect(['', 'v3.a.b', 'plain', 'v2', 'v2.'].map(readSeal)).toEqual([null, null, null, null, null])
  })
})

describe('what was changed', () => {
  test('does not open, whichever bit of nonce, tag or data it was', () => {
    const sealed = seal('short', place, key)
    const [version, id, ...parts] = sealed.split('.')
    parts.forEach((part, index) => {
      const bytes = Buffer.from(part, 'base64url')
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const flipped = Buffer.from(bytes)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const changed = parts.map((kept, place) => (place === index ? flipped.toString('base64url') : kept))
        expect(() => open([version, id, ...changed].join('.'), place, key)).toThrow(VaultError)
      }
    })
  })

  test('does not open, whichever character of the text it was', () => {
    const sealed = seal('short', place, key)
    const opens = (text: string) => {
      try {
        return open(text, place, key) !== null
      } catch {
        return false
      }
    }
    const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. ', '']
    const changed = [...sealed].flatMap((kept, index) =>
      alphabet.filter((other) => other !== kept).map((other) => sealed.slice(0, index) + other + sealed.slice(index + 1)),
    )
    expect(opens(sealed)).toBe(true)
    expect(changed.filter(opens)).toEqual([])
  })

  test.each([
    '',
    'plain text',
    'v1',
    'v1...',
    'v2...',
    'v3.a.b.c.d',
    `v2.${key.id}`,
    `v2.${key.id}.a.b`,
    `v2.${key.id}.a.b.c.d`,
    `v2.${key.id}...`,
    `v3.${key.id}.a.b.c`,
    `v1.${key.id}`,
    `v1.${key.id}.a.b`,
    `v1.${key.id}.a.b.c.d`,
    `v1.${key.id}...`,
    `v0.${key.id}.a.b.c`,
    'null',
    '{}',
  ])('%j is no cipher text of ours', (text) => {
    expect(() => open(text, place, key)).toThrow(VaultError)
  })

  test.each([' ', '=', '\n', 'A'])('does not open with %j behind it', (tail) => {
    expect(() => open(seal(plain, place, key) + tail, place, key)).toThrow(VaultError)
  })

  test('does not open with a tag that was cut short', () => {
    const [version, id, nonce, tag, data] = seal(plain, place, key).split('.')
    for (const bytes of [0, 4, 8, 12, 15]) {
      const short = Buffer.from(tag ?? '', 'base64url')
        .subarray(0, bytes)
        .toString('base64url')
      expect(() => open([version, id, nonce, short, data].join('.'), place, key)).toThrow(VaultError)
    }
  })
})

describe('another key', () => {
  const other = buildVaultKey(randomBytes(32).toString('base64'))

  test('is named, beside the one that is needed', () => {
    const sealed = seal(plain, place, key)
    expect(() => open(sealed, place, other)).toThrow(
      `Attempt.state of row row-1 is sealed under key ${key.id}, and not under key ${other.id}`,
    )
  })

  test('does not open a cipher text that claims to be its own', () => {
    expect(() => open(seal(plain, place, key).replace(key.id, other.id), place, other)).toThrow(/changed or moved/)
  })

  test('no complaint tells the plain text or a key', () => {
    const sealed = seal(plain, place, key)
    for (const attempt of [
      () => open(sealed, place, other),
      () => open(sealed, { ...place, row: 'x' }, key),
      () => open('x', place, key),
    ]) {
      try {
        attempt()
        expect.unreachable()
      } catch (error) {
        expect(String(error)).not.toMatch(/made-up|secret/)
      }
    }
  })

  test.each(['', 'short', randomBytes(31).toString('base64'), randomBytes(33).toString('base64'), 'x'.repeat(44)])(
    '%j is no key',
    (text) => {
      expect(() => buildVaultKey(text)).toThrow()
    },
  )

  test('is the same key in base64, base64url and hexadecimal digits', () => {
    const bytes = randomBytes(32)
    const ids = (['base64', 'base64url', 'hex'] as const).map((encoding) => buildVaultKey(bytes.toString(encoding)).id)
    expect(new Set(ids).size).toBe(1)
  })
})
