import { notFound } from 'next/navigation'
import { getUser } from '@/lib/accounts/require-user'
import { findAttemptByState, getAttempt } from '@/lib/attempts/store'
import { env } from '@/lib/env.js'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { getPlatform } from '@/lib/providers/catalogue'

const seeOther = (path: string) => new Response(null, { status: 303, headers: { Location: path } })

// The code must not wait in an address for somebody to log in; so it is left behind, unspent.
const loggedOut = () =>
  new Response('Log in, and press Preauthenticate again.\n', { status: 401, headers: { Refresh: '0;url=/login?reason=callback' } })

/** The provider's answer when the redirect URI is the portal's own. Always 303 to a clean address: a reload sends no code again. */
export async function GET(request: Request, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const { provider } = await params
  if (!getPlatform(provider)) notFound()
  const user = await getUser()
  if (!user) return loggedOut()

  const { pathname, search, searchParams } = new URL(request.url)
  const state = searchParams.get('state')
  if (!state) return seeOther('/preauthenticate?problem=state-missing')
  const attempt = await findAttemptByState(user.id, state)
  if (!attempt || attempt.platform !== provider) return seeOther('/preauthenticate?problem=state-mismatch')
  if (attempt.settingsFile) return seeOther(`/settings/${attempt.settingsFile.id}`)

  // The address as the browser has it: what stands before the path is the portal's, whatever the request says.
  const outcome = await exchangeReturnUrl(user.id, attempt, env.PORTAL_URL + pathname + search)
  if (outcome.ok) return seeOther(`/settings/${outcome.settingsId}`)
  const isOpen = (await getAttempt(user.id, attempt.id))?.status === 'open'
  return seeOther(`/preauthenticate/${attempt.id}${isOpen ? `?problem=${outcome.failure}` : ''}`)
}

/** Next.js would answer HEAD by running GET, and spend the code on somebody who only wants to look. */
export const HEAD = () => new Response(null, { status: 405, headers: { Allow: 'GET' } })
