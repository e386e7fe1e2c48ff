import { expect, test } from 'vitest'
import { isFailure } from '@/lib/oauth/failures'
import explanations from '@/messages/en/failures.json' with { type: 'json' }

test.each(Object.entries(explanations))('%s is explained: what happened, what to do, and what a retry costs', (_, explanation) => {
  expect(Object.keys(explanation).sort()).toEqual(['cause', 'cost', 'next', 'sentence', 'title'])
  const { title, ...sentences } = explanation
  expect(title).toMatch(/^[A-Z].*[^.]$/)
  for (const text of Object.values(sentences)) expect(text).toMatch(/^[A-Z“].{10,}[.…]$/)
})

test('a failure is known by its name, and nothing else is one', () => {
  expect(isFailure('denied')).toBe(true)
  for (const text of [null, '', 'Denied', 'toString', '__proto__', 'constructor', '<script>']) expect(isFailure(text)).toBe(false)
})
