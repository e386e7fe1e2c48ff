/** From where to where in a text (UTF-16 units, as String.slice counts), and what to put there. */
export type Span = readonly [from: number, to: number]
export type Edit = readonly [from: number, to: number, text: string]

/** Every edit at its place; they must not overlap. Pure. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let [result, done] = ['', 0]
  for (const [from, to, replacement] of [...edits].sort((one, other) => one[0] - other[0])) {
    result += text.slice(done, from) + replacement
    done = to
  }
  return result + text.slice(done)
}
