/**
 * The JSON objects that stand somewhere in a text, whatever is in front of them, between them or behind: a guard against scripts, a notice of PHP, HTML, a second
 * answer. In time that grows with the length alone. Pure.
 */

/** How often a text may look like the beginning of an object and be none: each of them is read to its end, or to the end of the text. */
const mostFalseStarts = 32

/** Behind the bracket that closes the one at `start`; -1 where none does. */
function endOf(text: string, start: number): number {
  let depth = 0
  let isQuoted = false
  for (let at = start; at < text.length; at++) {
    const sign = text[at]
    if (isQuoted && sign === '\\') at++
    else if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && sign === '{') depth++
    else if (!isQuoted && sign === '}' && --depth === 0) return at + 1
  }
  return -1
}

function parse(text: string): object | null {
  try {
    return JSON.parse(text) as object
  } catch {
    return null
  }
}

/** Every whole object of the text that no other one is around, in their order. One in a bracket that does not close counts. */
export function findObjects(text: string): object[] {
  const found: object[] = []
  const starts = /\{(?=\s{0,200}["}])/g
  for (let falseStarts = 0; falseStarts < mostFalseStarts;) {
    const start = starts.exec(text)
    if (!start) break
    const end = endOf(text, start.index)
    const value = end < 0 ? null : parse(text.slice(start.index, end))
    if (value) {
      found.push(value)
      starts.lastIndex = end
    } else falseStarts++
  }
  return found
}
