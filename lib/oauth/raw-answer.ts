/**
 * A token answer as it came over the wire, before anybody judged it: what goes into the spool.
 * `headers`: the few of `toldHeaders`, names in lower case. `bytes`: the body in base64, with nothing undone. `isCut`: the connection broke in the body, and
 * this is what had come. `isOverlong`: more came than is read, and this is its beginning.
 */
export type RawAnswer = { status: number; headers: Record<string, string>; bytes: string; isCut?: true; isOverlong?: true }

/** As an earlier version kept it: the body as text. It may still lie in a spool or a row, or in a backup of them. */
export type FormerAnswer = { status: number; reason: string | null; body: string; isCut?: boolean }

/** What tells something about a body, or about a refusal. Never a cookie. */
export const toldHeaders = [
  ...['content-type', 'content-encoding', 'content-length', 'transfer-encoding', 'content-range', 'trailer'],
  ...['date', 'server', 'via', 'warning', 'retry-after', 'reason', 'request-id', 'x-request-id', 'x-correlation-id'],
]

/** A header that somebody blew up says no more than its beginning does, and there is room for all of them. */
const longestHeader = 300

/** @param headers names in lower case */
export function pickHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const found = toldHeaders.filter((name) => headers[name] !== undefined)
  return Object.fromEntries(found.map((name) => [name, String(headers[name]).slice(0, longestHeader)]))
}

/** Either shape in today's. */
export function asRawAnswer<Kept extends RawAnswer | FormerAnswer>(kept: Kept): RawAnswer {
  if ('bytes' in kept) return kept
  const { status, reason, body, isCut } = kept
  return { status, headers: reason ? { reason } : {}, bytes: Buffer.from(body).toString('base64'), ...(isCut && { isCut }) }
}
