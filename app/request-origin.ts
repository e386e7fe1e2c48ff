import 'server-only'
import { headers } from 'next/headers'

/** Who asks, as the front door saw it (lib/http/guard.mjs): never what the request claims by itself. */
export async function readRequestOrigin(): Promise<{ address: string; userAgent: string }> {
  const given = await headers()
  return { address: given.get('x-portal-address') ?? 'unknown', userAgent: given.get('user-agent') ?? '' }
}

/** A path of this portal to go to after the log-in; anything else leads to the first page. */
export function readReturnTo(text: string): string {
  const fallback = '/preauthenticate'
  if (!/^\/[\w\-./?=&%~]*$/.test(text) || text.startsWith('//')) return fallback
  const base = 'http://portal.invalid'
  const url = URL.canParse(text, base) ? new URL(text, base) : null
  if (!url || url.origin !== base || /^\/(login|sign-up|api|callback)\b/.test(url.pathname) || url.pathname === '/') return fallback
  return url.pathname + url.search
}
