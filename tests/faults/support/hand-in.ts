// Hands in a return URL as a browser would, through either door, and looks at what came of it.
import { sessionCookieName, type Account } from '@/tests/e2e/support/members'
import { multipart, send, type RawAnswer } from '@/tests/e2e/support/raw-request'
import { callAction } from '@/tests/e2e/support/server-actions'
import type { Attempt, Stand } from './stand'

export const cookieOf = ({ cookie }: Account) => `${sessionCookieName}=${cookie.value}`

type Where = { port: number }

/** @returns null when the portal died over it */
export async function handIn(stand: Stand, attempt: Attempt, where: Where): Promise<RawAnswer | null> {
  const doors = { action: pressExchange, form: sendForm, callback: comeBack }
  return doors[attempt.door](stand, attempt, where).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNRESET' || error.code === 'ECONNREFUSED') return null
    throw error
  })
}

const pageOf = ({ id }: Attempt) => (id ? `/preauthenticate/${id}` : '/preauthenticate')

const pressExchange = (stand: Stand, attempt: Attempt, { port }: Where) =>
  callAction({
    port,
    page: pageOf(attempt),
    action: 'exchangeAction',
    fields: { attemptId: attempt.id, codeReturnUrl: attempt.returnUrl },
    headers: { Cookie: cookieOf(attempt.account), Origin: stand.environment.PORTAL_URL ?? '' },
  })

const comeBack = (_: Stand, { returnUrl, account }: Attempt, { port }: Where) =>
  send({ port, path: returnUrl.replace(/^https?:\/\/[^/]+/, ''), headers: { Cookie: cookieOf(account) } })

/** As a browser without JavaScript: whatever the form holds, with the headers that such a browser sends. */
async function sendForm(_: Stand, attempt: Attempt, { port }: Where): Promise<RawAnswer> {
  const headers = { Cookie: cookieOf(attempt.account) }
  const page = await send({ port, path: pageOf(attempt), headers })
  const [html = ''] = page.body.match(/<form\b(?:(?!<\/form>).)*name="codeReturnUrl".*?<\/form>/s) ?? []
  const form = new FormData()
  for (const [input] of html.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
    const valueOf = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1]?.replaceAll('&quot;', '"') ?? ''
    form.append(valueOf('name'), valueOf('value').replaceAll('&amp;', '&'))
  }
  form.set('codeReturnUrl', attempt.returnUrl)
  const { type, body } = await multipart(form)
  const asBrowser = { ...headers, Origin: 'null', 'Sec-Fetch-Site': 'same-origin', 'Content-Type': type }
  return send({ port, path: pageOf(attempt), method: 'POST', body, headers: asBrowser })
}

/** Where an answer leads, of either door: an action's redirect stands in a header of its own. */
export function leadsTo({ headers }: RawAnswer): string {
  const to = headers['x-action-redirect'] ?? headers.location ?? ''
  return String(to).replace(/;.*$/, '')
}

export const openPage = (path: string, account: Account, { port }: Where) => send({ port, path, headers: { Cookie: cookieOf(account) } })

/** Polls until it holds; the deadline is there to fail, not to measure. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, deadlineMs = 60_000): Promise<void> {
  const end = Date.now() + deadlineMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`In vain waited for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Until nothing is under way any more: leases have run out, and what could be brought home is home. */
export const untilRecovered = (stand: Stand) =>
  until('no attempt is exchanging', async () => (await stand.attempts()).every(({ status }) => status !== 'exchanging'))
