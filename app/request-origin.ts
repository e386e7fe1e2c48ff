import 'server-only'
import { cookies, headers } from 'next/headers'
import { deviceCookie } from '@/lib/accounts/device-cookie'

/** Who asks, as the front door saw it (lib/http/guard.mjs): never what the request claims by itself. */
export async function readRequestOrigin(): Promise<{ address: string; userAgent: string; device: string | null }> {
  const given = await headers()
  const device = (await cookies()).get(deviceCookie.name)?.value ?? null
  return { address: given.get('x-portal-address') ?? 'unknown', userAgent: given.get('user-agent') ?? '', device }
}

// The head of an answer is no place for a novel.
const longestReturnTo = 2_000

/** A path of this portal to go to after the log-in; anything else leads to the first page. */
export function readReturnTo(text: string): string {
  const fallback = '/preauthenticate'
  if (text.length > longestReturnTo || !/^\/[\w\-./?=&%~]*$/.test(text) || text.startsWith('//')) return fallback
  const base = 'http://portal.invalid'
  const url = URL.canParse(text, base) ? new URL(text, base) : null
  // Normalising may bring two slashes to the front ("/.//evil"), and a browser reads those as a host.
  if (
    !url ||
    url.origin !== base ||
    url.pathname.startsWith('//') ||
    /^\/(login|sign-up|sign-on|join|reset|forgot-password|change-email|confirm|api|callback)\b/.test(url.pathname) ||
    url.pathname === '/'
  )
    return fallback
  return url.pathname + url.search
}
