import { getLocale } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { getUser, type User } from '@/lib/accounts/require-user'
import { findAttemptByState, type Attempt } from '@/lib/attempts/store'
import { env } from '@/lib/env.js'
import { getTranslations } from '@/lib/i18n/translations'
import { log } from '@/lib/log.mjs'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { getPlatform } from '@/lib/providers/catalogue'
import { renderAwayPage, renderUnsavedPage, type Voice } from './plain-page'
import { pathOfUnclaimed } from './unclaimed'

const seeOther = (path: string) => new Response(null, { status: 303, headers: { Location: path } })

// The code must not wait in an address for somebody to log in; so it is left behind, unspent. What was reported without one comes along.
const loggedOut = (answer: URLSearchParams) => {
  const back = answer.get('code') || answer.get('state') ? '' : `&returnTo=${encodeURIComponent(pathOfUnclaimed(answer))}`
  const headers = { Refresh: `0;url=/login?reason=callback${back}` }
  return new Response('Log in, and press Preauthenticate again.\n', { status: 401, headers })
}

const page = (html: string, status = 200) => new Response(html, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })

/** The provider's answer when the redirect URI is the portal's own. 303 to a clean address, but for a result that no other page could show. */
export async function GET(request: Request, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const { provider } = await params
  if (!getPlatform(provider)) notFound()
  const nonce = /'nonce-([^']+)'/.exec(request.headers.get('content-security-policy') ?? '')?.[1] ?? ''
  const { pathname, search, searchParams } = new URL(request.url)
  const asked = await findAsked(searchParams.get('state')).catch((error: unknown) => {
    log.error('callback not begun', { failure: 'database-away', error })
    return null
  })
  if (!asked) return page(renderAwayPage(nonce, await getVoice()), 503)
  if (!asked.user) return loggedOut(searchParams)
  const { user, attempt } = asked
  if (!attempt || attempt.platform !== provider) return seeOther(pathOfUnclaimed(searchParams))
  if (attempt.settingsFile) return seeOther(`/settings/${attempt.settingsFile.id}`)

  // The address as the browser has it: what stands before the path is the portal's, whatever the request says.
  const outcome = await exchangeReturnUrl(user.id, attempt, env.PORTAL_URL + pathname + search)
  if (outcome.ok)
    return outcome.unsaved ? page(renderUnsavedPage(outcome.unsaved, nonce, await getVoice())) : seeOther(`/settings/${outcome.settingsId}`)
  return seeOther(`/preauthenticate/${attempt.id}${outcome.isOver ? '' : `?problem=${outcome.failure}`}`)
}

async function getVoice(): Promise<Voice> {
  const [lang, t, labels] = await Promise.all([getLocale(), getTranslations('exchange'), getTranslations('labels')])
  return { lang, brand: env.PORTAL_NAME, t, labels }
}

/** Who has come back, and with the answer to which attempt of theirs. */
async function findAsked(state: string | null): Promise<{ user: User | null; attempt: Attempt | null }> {
  const user = await getUser()
  return { user, attempt: user && state ? await findAttemptByState(user.id, state) : null }
}

/** Next.js would answer HEAD by running GET, and spend the code on somebody who only wants to look. */
export const HEAD = () => new Response(null, { status: 405, headers: { Allow: 'GET' } })
