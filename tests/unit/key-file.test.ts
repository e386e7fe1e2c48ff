import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isOpenToOthers, makeFileKey, readKeyFile, writeKeyFile, type KeyFile } from '@/lib/vault/key-file'
import { newFolder } from '../support/new-folder'

const now = new Date('2026-11-23T12:00:00.000Z')
const bytes = () => randomBytes(32).toString('base64')
const [older, newer] = [makeFileKey(new Date(0)), makeFileKey(now)]
const good: KeyFile = { primary: newer.id, keys: [older, newer] }
const fileWith = (text: string) => {
  const path = join(newFolder(), 'keys.json')
  writeFileSync(path, text)
  return path
}

test('what was written is read again', () => {
  const path = join(newFolder(), 'keys.json')
  writeKeyFile(path, good)
  const { file, keys, primary } = readKeyFile(path)
  expect(file).toEqual(good)
  expect(keys.map(({ id, name }) => [id, name])).toEqual([older, newer].map(({ id }) => [id, id]))
  expect(primary).toMatchObject({ id: newer.id, createdAt: now })
  expect(primary.key.export().toString('base64')).toBe(newer.key)
})

test('a key may have a name of the operator’s own; its id is that of its bytes', () => {
  const { primary } = readKeyFile(fileWith(JSON.stringify({ primary: 'winter-2026', keys: [{ ...newer, id: 'winter-2026' }] })))
  expect(primary).toMatchObject({ name: 'winter-2026', id: newer.id })
})

describe('refused, with its path and without a key', () => {
  const canary = bytes()
  const other = makeFileKey(now, canary)
  const refusals: [what: string, text: string, names: RegExp][] = [
    ['not JSON', canary, /is not of the form/],
    ['empty', '', /is not of the form/],
    ['null', 'null', /is not of the form/],
    ['without keys', '{"primary":"a","keys":[]}', /is not of the form/],
    ['without a time', JSON.stringify({ ...good, keys: [{ ...other, createdAt: 'yesterday' }] }), /is not of the form/],
    ['a name with a dot', JSON.stringify({ primary: 'a.b', keys: [{ ...other, id: 'a.b' }] }), /is not of the form/],
    ['a short key', JSON.stringify({ ...good, keys: [{ ...newer, key: canary.slice(0, 20) }] }), /Key [0-9a-f]{8} of KEY_FILE.*32 bytes/],
    ['a primary key that is not there', JSON.stringify({ ...good, primary: 'other' }), /names "other" as its primary key, and holds none/],
    ['a name twice', JSON.stringify({ ...good, keys: [newer, newer] }), /names two keys alike/],
    ['the right id with other bytes', JSON.stringify({ ...good, keys: [older, { ...newer, key: canary }] }), /other bytes than those/],
  ]
  test.each(refusals)('%s', (_, text, names) => {
    const path = fileWith(text)
    const message = String(
      (() => {
        try {
          return readKeyFile(path)
        } catch (error) {
          return error
        }
      })(),
    )
    expect(message).toMatch(names)
    expect(message).toContain(path)
    for (const secret of [canary, canary.slice(0, 20), newer.key, older.key]) expect(message).not.toContain(secret)
  })

  test('no file', () => {
    expect(() => readKeyFile(join(newFolder(), 'keys.json'))).toThrow(/can't be read \(ENOENT\).*keys:rotate/)
  })
})

describe.skipIf(process.platform === 'win32')('the file', () => {
  test('is for its owner alone, and keeps what it had', () => {
    const path = join(newFolder(), 'keys.json')
    writeKeyFile(path, good)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    chmodSync(path, 0o640)
    writeKeyFile(path, { ...good, primary: older.id })
    expect(statSync(path).mode & 0o777).toBe(0o640)
    expect(readKeyFile(path).primary.id).toBe(older.id)
  })

  test.each([
    [0o600, false],
    [0o640, false],
    [0o400, false],
    [0o644, true],
    [0o660, true],
    [0o604, true],
    [0o602, true],
  ])('with mode %o is open to others: %s', (mode, isOpen) => {
    const path = fileWith('{}')
    chmodSync(path, mode)
    expect(isOpenToOthers(path)).toBe(isOpen)
  })

  test('behind a link is written where it stands', () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'real'))
    writeKeyFile(join(folder, 'real', 'keys.json'), good)
    symlinkSync(join(folder, 'real', 'keys.json'), join(folder, 'keys.json'))
    writeKeyFile(join(folder, 'keys.json'), { ...good, primary: older.id })
    expect(realpathSync(join(folder, 'keys.json'))).toBe(realpathSync(join(folder, 'real', 'keys.json')))
    expect(readKeyFile(join(folder, 'real', 'keys.json')).primary.id).toBe(older.id)
  })

  test('that can’t be replaced stays as it was, and no draft with keys is left', () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'keys.json'))
    writeFileSync(join(folder, 'keys.json', 'x'), 'x')
    expect(() => writeKeyFile(join(folder, 'keys.json'), good)).toThrow()
    expect(readdirSync(folder)).toEqual(['keys.json'])
    expect(readFileSync(join(folder, 'keys.json', 'x'), 'utf8')).toBe('x')
  })
})
