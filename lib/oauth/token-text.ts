/** Nothing that anybody sees: what an editor, a template or a copy leaves at the ends of a value. */
const isEdge = (sign: string) => /[\s\p{Cc}\p{Cf}]/u.test(sign)

/** A value without what stands at its ends and is none of it. Sign by sign: a pattern would look at each run of blanks again and again. Pure. */
export function trimEdges(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && isEdge(text[start] ?? '')) start++
  while (end > start && isEdge(text[end - 1] ?? '')) end--
  return text.slice(start, end)
}

/** A token that can be used: visible ASCII (RFC 6749, A.12 and A.17), for nothing else could stand in a settings file either. Null for all else. Pure. */
export function readToken(value: unknown): string | null {
  const text = typeof value === 'string' ? trimEdges(value) : ''
  return /^[\x20-\x7e]+$/.test(text) ? text : null
}
