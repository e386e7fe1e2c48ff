import { expect, test } from 'vitest'
import { readCursor, renderCursor } from '@/lib/history/cursor'

const id = '3c5e7a90-1b2d-4f68-a0c4-d8e6f2b49999'

test('a cursor reads back to the millisecond', () => {
  const cursor = { createdAt: new Date('2026-03-01T12:00:00.123Z'), id }
  expect(readCursor(renderCursor(cursor))).toEqual(cursor)
})

test.each([
  undefined,
  '',
  '.',
  id,
  `.${id}`,
  `1`,
  `1.`,
  `1.${id}x`,
  `x1.${id}`,
  ` 1.${id}`,
  `-1.${id}`,
  `1e3.${id}`,
  `1.5.${id}`,
  `${'9'.repeat(16)}.${id}`,
  `1.${id.toUpperCase()}`,
  `1.${id}\n`,
  `1.' OR 1=1 --`,
])('%j is no cursor', (text) => {
  expect(readCursor(text)).toBeNull()
})

test('the last moment that a cursor can name is a date', () => {
  expect(readCursor(`${'9'.repeat(15)}.${id}`)?.createdAt.getTime()).toBe(999_999_999_999_999)
})
