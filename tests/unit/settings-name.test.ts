import { describe, expect, test } from 'vitest'
import { settingsFileName } from '@/lib/settings/file-name'
import { settingsNameKey, settingsNameSchema } from '@/lib/settings/name'

const read = (name: string) => settingsNameSchema.safeParse(name)

describe('a name', () => {
  test.each([
    ['Kantoor', 'Kantoor'],
    ['  Kantoor  ', 'Kantoor'],
    ['Bakkerij De Ster', 'Bakkerij De Ster'],
    ['a', 'a'],
    ['2026-03_v1.2', '2026-03_v1.2'],
    ['Zoë', 'Zoë'],
    ['Zoe\u0308', 'Zoë'],
    ['日本語', '日本語'],
    ['Œuvre', 'Œuvre'],
    ['𠀋', '𠀋'],
    ['x'.repeat(64), 'x'.repeat(64)],
    ['Console', 'Console'],
    ['com', 'com'],
    ['com10', 'com10'],
    ['nul-1', 'nul-1'],
    ['a..b', 'a..b'],
    ['settings-Kantoor.xml', 'Kantoor'],
    [' Settings-Kantoor.XML ', 'Kantoor'],
    ['settings-Kantoor', 'settings-Kantoor'],
    ['Kantoor.xml', 'Kantoor.xml'],
  ])('%j is taken as %j', (typed, name) => {
    expect(read(typed).data).toBe(name)
  })

  test.each([
    '',
    ' ',
    '\u3000',
    'x'.repeat(65),
    '𠀋'.repeat(33),
    '../../x',
    '..',
    '.',
    '.hidden',
    'a/b',
    'a\\b',
    'settings-a/b.xml',
    'settings-CON.xml',
    'C:x',
    'a:b',
    'a|b',
    'a?b',
    'a*b',
    'a"b',
    "a'b",
    'a<b',
    'a>b',
    'a;b',
    'a=b',
    'a%b',
    'a$b',
    'a&b',
    'a,b',
    'a\tb',
    'a\nb',
    'a\r\nSet-Cookie: x',
    'a\u0000b',
    'a\u007fb',
    'ends.',
    'ends. ',
    'ends..',
    '🥐',
    'a🥐',
    'a\u200fb',
    'a\u202eb',
    'a\u200bb',
    'a\u00adb',
    'a\ufeffb',
    'a\u00a0b',
    'a\ud800',
    'a\ufffe',
    '\u0301a',
    'a﹒b',
    '½',
    'CON',
    'con',
    'Con.txt',
    'NUL.txt',
    'prn',
    'AUX',
    'nul',
    'COM1',
    'com9.log',
    'LPT1',
    'lpt0',
    'COM¹',
    'conin$',
    'CONOUT$',
    'com1.a.b',
  ])('%j is refused, with a sentence', (typed) => {
    expect(read(typed).error?.issues[0]?.message).toMatch(/^(name[A-Z]\w+|atMost)$/)
  })

  test('becomes a file name', () => {
    expect(settingsFileName('Kantoor')).toBe('settings-Kantoor.xml')
  })
})

describe('names that differ only in case', () => {
  test.each([
    ['kantoor', 'KANTOOR'],
    ['Zoë', 'ZOË'],
    ['İstanbul', 'i̇stanbul'],
    ['straße', 'STRASSE'],
    ['straße', 'STRAẞE'],
    ['ﬁets', 'FIETS'],
    ['ǆ', 'ǅ'],
    ['ΟΔΟΣ', 'οδος'],
    ['οδοσ', 'οδος'],
    ['ＡＢＣ', 'abc'],
    ['K', 'k'],
    ['Å', 'å'],
    ['ŉ', 'ʼN'],
    ['Ǆ', 'ǆ'],
  ])('%s and %s have one key', (one, other) => {
    expect(settingsNameKey(one)).toBe(settingsNameKey(other))
  })

  test.each([
    ['kantoor', 'kantoor2'],
    ['a b', 'ab'],
    ['a.b', 'a-b'],
    ['Zoe', 'Zoë'],
    ['ａ_b', 'a-b'],
  ])('%s and %s do not', (one, other) => {
    expect(settingsNameKey(one)).not.toBe(settingsNameKey(other))
  })

  test('have one key for every letter there is', () => {
    const apart: string[] = []
    for (let point = 0; point < 0x20000; point++) {
      const letter = String.fromCodePoint(point)
      if (!/\p{L}/u.test(letter)) continue
      const key = settingsNameKey(letter)
      for (const other of [letter.toLowerCase(), letter.toUpperCase()]) if (settingsNameKey(other) !== key) apart.push(`${letter} ${other}`)
    }
    expect(apart).toEqual([])
  })

  test('have a key that is its own key', () => {
    for (const name of ['İZMİR', 'Straße', 'ﬁets', 'ΟΔΟΣ', 'ẞ']) expect(settingsNameKey(settingsNameKey(name))).toBe(settingsNameKey(name))
  })
})
