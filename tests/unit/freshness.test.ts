import { expect, test } from 'vitest'
import { budgetTone } from '@/components/budget-line'
import { freshForMs, isFresh } from '@/lib/accounts/freshness'

test('A password holds for ten minutes, to the millisecond', () => {
  const confirmedAt = new Date('2026-05-01T10:00:00Z')
  const after = (ms: number) => new Date(confirmedAt.getTime() + ms)
  expect(freshForMs).toBe(600_000)
  expect([0, freshForMs - 1, freshForMs, 12 * freshForMs].map((ms) => isFresh({ confirmedAt }, after(ms)))).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('A budget is calm up to six errors, warns from seven, and stops where nothing is left', () => {
  const tone = (errors: number, retryAt: string | null = null) => budgetTone({ errors, retryAt })
  expect([0, 6, 7, 8].map((errors) => tone(errors))).toEqual(['plain', 'plain', 'warn', 'warn'])
  expect(tone(9, '2026-05-01T10:00:00Z')).toBe('stop')
  expect(tone(0, '2026-05-01T10:00:00Z')).toBe('stop')
})
