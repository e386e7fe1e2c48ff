import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { readRequestOrigin } from '@/app/request-origin'
import { clearChallengeCookie, readChallengeCookie } from '@/lib/accounts/challenge-cookie'
import { getUser } from '@/lib/accounts/require-user'
import { renewSessionCookie, setSessionCookie } from '@/lib/accounts/session-token'
import { env } from '@/lib/env.js'
import { endSignOn } from '@/lib/sign-on-entrance'

/** The identity provider's answer. Whoever comes without what this very browser began gets nowhere. */
export async function GET(request: NextRequest): Promise<Response> {
  const user = await getUser()
  const challengeId = await readChallengeCookie('sign-on')
  const address = new URL(request.nextUrl.pathname + request.nextUrl.search, env.PORTAL_URL)
  const result = await endSignOn({ challengeId, address, user }, await readRequestOrigin())
  await clearChallengeCookie('sign-on')
  const back = (path: string, parameters: Record<string, string>) => redirect(`${path}?${new URLSearchParams(parameters)}`)
  if (!result.ok) {
    if (result.purpose === 'link') return back('/account', { problem: result.problem })
    if (result.purpose === 'confirm') return back('/confirm', { problem: result.problem, returnTo: result.returnTo })
    return back('/login', { problem: result.problem, returnTo: result.returnTo })
  }
  if (result.purpose === 'log-in') await setSessionCookie(result.entered.userId, result.entered.sessionId, result.entered.device)
  else if (user) await renewSessionCookie(user.id, result.sessionId)
  redirect(result.returnTo)
}
