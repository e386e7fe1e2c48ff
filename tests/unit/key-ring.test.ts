import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { makeFileKey, writeKeyFile } from '@/lib/vault/key-file'
import { buildKeyRing } from '@/lib/vault/key-ring'
import { newFolder } from '../support/new-folder'

const encryptionKey = randomBytes(32).toString('base64')
const own = makeFileKey(new Date(0), encryptionKey)
const [first, second] = [makeFileKey(new Date('2026-01-01')), makeFileKey(new Date('2026-02-01'))]
const keyFile = (file: object) => {
  const path = join(newFolder(), 'keys.json')
  writeFileSync(path, JSON.stringify(file))
  return path
}

describe('a ring', () => {
  test('of ENCRYPTION_KEY alone', () => {
    const ring = buildKeyRing(encryptionKey, undefined)
    expect([ring.primary.id, ring.primary.createdAt, ring.ids]).toEqual([own.id, null, [own.id]])
    expect(ring.find(own.id)?.id).toBe(own.id)
    expect(ring.find('other')).toBeNull()
  })

  test('of a key file: its primary key seals, and ENCRYPTION_KEY still opens', () => {
    const ring = buildKeyRing(encryptionKey, keyFile({ primary: second.id, keys: [first, second] }))
    expect(ring.primary.id).toBe(second.id)
    expect(ring.ids).toEqual([own.id, first.id, second.id])
    expect(ring.ids.map((id) => ring.find(id)?.id)).toEqual(ring.ids)
  })

  test('ENCRYPTION_KEY that is in the file too is one key', () => {
    expect(buildKeyRing(encryptionKey, keyFile({ primary: first.id, keys: [own, first] })).ids).toEqual([own.id, first.id])
  })

  test('a name never stands before the id of another key', () => {
    const ring = buildKeyRing(undefined, keyFile({ primary: 'new', keys: [{ ...first, id: 'new' }, second] }))
    expect(ring.primary.id).toBe(first.id)
    expect([ring.find('new')?.id, ring.find(first.id)?.id, ring.find(second.id)?.id]).toEqual([first.id, first.id, second.id])
  })

  test('of nothing is refused', () =>
    expect(() => buildKeyRing(undefined, undefined)).toThrow(/ENCRYPTION_KEY is missing, and so is KEY_FILE/))
})

describe('while the portal runs', () => {
  let path = ''
  beforeEach(() => {
    path = join(newFolder(), 'keys.json')
    vi.resetModules()
    vi.stubEnv('KEY_FILE', path)
    vi.stubEnv('ENCRYPTION_KEY', encryptionKey)
    vi.stubEnv('LOG_LEVEL', 'silent')
    return () => vi.unstubAllEnvs()
  })
  const load = async () => (await import('@/lib/vault/key-ring')).getKeyRing

  test('a file that is written anew counts at once', async () => {
    writeKeyFile(path, { primary: first.id, keys: [first] })
    const getKeyRing = await load()
    expect(getKeyRing().primary.id).toBe(first.id)
    expect(getKeyRing()).toBe(getKeyRing())
    for (const primary of [second.id, first.id, second.id, first.id]) {
      writeKeyFile(path, { primary, keys: [first, second] })
      expect(getKeyRing().primary.id).toBe(primary)
    }
  })

  test.each([
    ['gone', () => rmSync(path)],
    ['half written', () => writeFileSync(path, '{"primary":')],
    ['of another form', () => writeFileSync(path, '{}')],
    [
      'with other bytes under an id',
      () => writeFileSync(path, JSON.stringify({ primary: first.id, keys: [{ ...first, key: second.key }] })),
    ],
    ['with another key under a name', () => writeFileSync(path, JSON.stringify({ primary: 'mine', keys: [{ ...second, id: 'mine' }] }))],
  ])('one that is %s leaves the keys in force that were read before', async (_, spoil) => {
    writeKeyFile(path, { primary: 'mine', keys: [{ ...first, id: 'mine' }] })
    const getKeyRing = await load()
    expect(getKeyRing().primary.id).toBe(first.id)
    spoil()
    expect(getKeyRing().primary.id).toBe(first.id)
    expect(getKeyRing().find(first.id)?.id).toBe(first.id)
    writeKeyFile(path, { primary: second.id, keys: [{ ...first, id: 'mine' }, second] })
    expect(getKeyRing().primary.id).toBe(second.id)
  })

  test('one that never could be read is refused, with its name', async () => {
    const getKeyRing = await load()
    expect(getKeyRing).toThrow(/KEY_FILE .*keys\.json can't be read \(ENOENT\)/)
    writeFileSync(path, 'nonsense')
    expect(getKeyRing).toThrow(/is not of the form/)
    writeKeyFile(path, { primary: first.id, keys: [first] })
    expect(getKeyRing().primary.id).toBe(first.id)
  })
})
