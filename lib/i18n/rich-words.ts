import { createElement, type ReactNode } from 'react'

type Values = Record<string, unknown>
type Tag = (chunks: ReactNode) => ReactNode
type Rich = { rich(key: never, values?: never): ReactNode }

const isWord = (part: unknown): part is string => typeof part === 'string'

/** Each word in an element of its own, which React sets as a whole, also where a browser has translated what stood in it. */
function alone(parts: ReactNode): ReactNode {
  if (!Array.isArray(parts)) return parts
  if (parts.every(isWord)) return parts.join('')
  return parts.map((part, index) => (isWord(part) ? createElement('span', { key: `words-${index}` }, part) : (part as ReactNode)))
}

const known = new WeakMap<object, object>()

/** The same translator, but that no words of its rich texts stand bare beside an element. One for one, so that hooks may depend on it. */
export function withWordsAlone<T extends object>(translator: T): T {
  const made = known.get(translator)
  if (made) return made as T
  const { rich } = translator as unknown as Rich
  const wrapTag = (value: unknown) => (typeof value === 'function' ? (chunks: ReactNode) => (value as Tag)(alone(chunks)) : value)
  const own = {
    rich: (key: never, values: Values = {}) =>
      alone(rich(key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wrapTag(value)])) as never)),
  }
  const call = translator as unknown as (...given: never[]) => string
  const wrapped = Object.assign((...given: never[]) => call(...given), translator, own)
  known.set(translator, wrapped)
  return wrapped as unknown as T
}
