import { expect, test } from 'vitest'
import { printable } from '@/lib/printable'

const schema = printable(10)
const messageOf = (text: string) => schema.safeParse(text).error?.issues[0]?.message

test.each([
  [' a b ', 'a b'],
  ['\u00a0x\r\n', 'x'],
  ['Zoë', 'Zoë'],
  ['🥐', '🥐'],
  ['<b>&"', '<b>&"'],
  ['x'.repeat(10), 'x'.repeat(10)],
])('%j is taken as %j', (typed, text) => {
  expect(schema.parse(typed)).toBe(text)
})

test.each(['', ' ', '\n', '\ufeff'])('%j is nothing', (typed) => {
  expect(messageOf(typed)).toBe('fillIn')
})

test('too much is refused, and the limit is told', () => {
  expect(messageOf('x'.repeat(11))).toBe('tooLong')
})

test.each([
  'a\u0000',
  '\u0001b',
  'a\tb',
  'a\nb',
  'a\rb',
  'a\u001fb',
  'a\u007fb',
  'a\u0085b',
  'a\ud800b',
  'a\udc00',
  'a\ufffeb',
  'a\uffffb',
  'a\ufdd0b',
  'a\u{1fffe}b',
  'a\ue000b',
  'a\u200eb',
  'a\u200fb',
  'a\u202eb',
  'a\u2066b',
  'a\u200bb',
  'a\u200db',
  'a\u00adb',
  'a\ufeffb',
  'a\u2028b',
  'a\u2029b',
])('%j holds what nobody can see, and is refused with a message that names the field', (typed) => {
  expect(messageOf(typed)).toMatch(/^unprintable$/)
})
