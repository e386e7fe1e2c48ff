const hostOf = ({ hostname }: URL) => hostname.replace(/^www\./, '').replace(/\.$/, '')

/** Whether a site may be the one at the redirect URI, after it has redirected: its own host, one below or above it, or a translator's view of it. */
export function isSameSite(url: URL, redirectUri: string): boolean {
  const [given, wanted] = [hostOf(url), hostOf(new URL(redirectUri))]
  const translated = `${wanted.replaceAll('-', '--').replaceAll('.', '-')}.translate.goog`
  const isAbove = wanted.endsWith(`.${given}`) && given.includes('.')
  return !url.username && !url.password && (given === wanted || given.endsWith(`.${wanted}`) || isAbove || given === translated)
}

/** Where an address stands up to its query. `scheme`: it has none. `address`: it is the site's, but not the redirect URI. */
export type Base = { start: number; end: number; change: 'scheme' | 'address' | null }

/** What stands between two addresses, or between a word and an address. */
const between = /[\s"'<>()[\]{}|,;]/
const betweenOrInside = /[\s"'<>()[\]{}|,;=]/

/** The address that ends where a query begins, when it is of the site at the redirect URI; as a parameter it may be a path of that site. */
export const readBase = (text: string, end: number, redirectUri: string): Base | null =>
  readBaseFrom(text, end, redirectUri, betweenOrInside) ?? readBaseFrom(text, end, redirectUri, between)

function readBaseFrom(text: string, end: number, redirectUri: string, boundary: RegExp): Base | null {
  let start = end
  while (start > 0 && !boundary.test(text.charAt(start - 1))) start--
  const run = text.slice(start, end)
  const schemeEnd = run.lastIndexOf('://')
  const [scheme = ''] = /(?:https?)?$/i.exec(run.slice(0, Math.max(0, schemeEnd)).slice(-5)) ?? []
  const address = schemeEnd < 0 ? `https://${run}` : scheme + run.slice(schemeEnd)
  if (!run || (schemeEnd >= 0 && !scheme) || !URL.canParse(address)) return null
  const [url, wanted] = [new URL(address), new URL(redirectUri)]
  if (!isSameSite(url, redirectUri)) return null
  const isOwn = url.host === wanted.host && url.pathname === wanted.pathname && !url.hash && !url.search
  if (schemeEnd < 0) return { start, end, change: isOwn ? 'scheme' : 'address' }
  return { start: start + schemeEnd - scheme.length, end, change: isOwn && url.protocol === wanted.protocol ? null : 'address' }
}
