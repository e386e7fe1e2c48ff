type Method = (this: string | RegExp, ...given: unknown[]) => unknown

const ofStrings = [
  'normalize',
  'trim',
  'trimEnd',
  'toLowerCase',
  'toUpperCase',
  'replace',
  'replaceAll',
  'match',
  'matchAll',
  'split',
  'search',
] as const
const ofPatterns = ['exec', 'test'] as const

/**
 * Runs `work`, and tells which transforms and patterns looked at a text of more than `longest` characters meanwhile: what they cost is then a
 * matter of who wrote them, and of no clock.
 */
export function watchLongTexts(longest: number, work: () => void): string[] {
  const seen = new Set<string>()
  const restore: (() => void)[] = []
  const watch = (owner: object, name: string, textOf: (self: string | RegExp, given: unknown[]) => unknown) => {
    const original = Reflect.get(owner, name) as Method
    const watched: Method = function (...given) {
      const text = textOf(this, given)
      if (typeof text === 'string' && text.length > longest) seen.add(name)
      return Reflect.apply(original, this, given)
    }
    Object.defineProperty(owner, name, { value: watched, configurable: true, writable: true })
    restore.push(() => Object.defineProperty(owner, name, { value: original, configurable: true, writable: true }))
  }
  for (const name of ofStrings) watch(String.prototype, name, (self) => self)
  for (const name of ofPatterns) watch(RegExp.prototype, name, (_, [text]) => text)
  try {
    work()
  } finally {
    for (const put of restore) put()
  }
  return [...seen]
}
