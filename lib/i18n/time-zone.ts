/** A name of the IANA time zone database that this machine knows, or null. */
export function readTimeZone(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 42 || !/^[A-Za-z][\w+\-/]{1,40}$/.test(value)) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return null
  }
}
