import { expect, test } from 'vitest'
import { attack, listPatterns } from '../support/attack-patterns'
import { readSourceFiles } from '../support/source-files'

test('no pattern of the portal has a text on which its work grows faster than the length', { timeout: 600_000 }, () => {
  const patterns = readSourceFiles('app', 'components', 'lib', 'sandbox', 'scripts').flatMap(listPatterns)
  expect(patterns.length).toBeGreaterThan(200)
  const slow = patterns.flatMap(({ file, pattern }) => {
    const text = attack(pattern)
    return text === null ? [] : `${file} ${String(pattern)} on ${text}…`
  })
  expect(slow).toEqual([])
})

test('the search finds what is quadratic', () => {
  for (const pattern of [/\s+$/, /(?<==[^&]*)x/, /“[^”]*”/, /,+$/]) expect(attack(pattern), String(pattern)).not.toBeNull()
})
