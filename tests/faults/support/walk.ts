// The main job of somebody who does not give up: what failed is asked again, as by a browser's user, and every answer is looked at.
import { deviatingUri, type SandboxApp } from '@/tests/e2e/support/sandbox-control'
import { send, type RawAnswer } from '@/tests/e2e/support/raw-request'
import { callAction } from '@/tests/e2e/support/server-actions'
import type { Account } from '@/tests/e2e/support/members'
import { cookieOf, leadsTo, until } from './hand-in'
import type { Stand } from './stand'

/** `number`: part of every name that is theirs, so that nobody else may see it. `from`: the address they come from. */
export type Walker = { number: number; account: Account; from: string }
export type Walk = {
  app: SandboxApp
  /** The result in the history; null where the job came to no result. */
  file: string | null
  requests: number
  /** Requests that were not answered, or with words to that effect. */
  failed: string[]
  /** Answers that nobody may get, whatever has failed. */
  wrong: string[]
}

const nameOf = (number: number, job: number) => `Walker${number}of${job}`
const namesIn = /Walker(\d+)of\d+/g
const idIn = (path: string, address: string) => new RegExp(`^/${path}/([0-9a-f-]{36})`).exec(address)?.[1] ?? null
const isHonest = (answer: RawAnswer) => answer.status < 500 && !/"failure":"database-away"/.test(answer.body)

export async function walk(stand: Stand, port: number, walker: Walker, job: number): Promise<Walk> {
  const { account, from, number } = walker
  const origin = stand.environment.PORTAL_URL ?? ''
  const isCallback = job % 2 === 0
  const app = await stand.sandbox.addApp(isCallback ? `${origin}/callback/exact-online` : deviatingUri)
  const seen: Walk = { app, file: null, requests: 0, failed: [], wrong: [] }
  const headers = { Cookie: cookieOf(account), Origin: origin }

  /** @returns null for a request that failed */
  async function ask(step: string, request: Promise<RawAnswer>): Promise<RawAnswer | null> {
    seen.requests++
    const answer = await request.catch((error: NodeJS.ErrnoException) => String(error.code))
    if (typeof answer === 'string' || !isHonest(answer)) {
      seen.failed.push(`${step}: ${typeof answer === 'string' ? answer : answer.status}`)
      return null
    }
    const others = [...answer.body.matchAll(namesIn)].filter(([, owner]) => Number(owner) !== number)
    if (others.length) seen.wrong.push(`${step}: shows ${others[0]?.[0]} to walker ${number}`)
    return answer
  }
  const wrong = (step: string, { status, body, ...answer }: RawAnswer) =>
    void seen.wrong.push(`${step}: ${status} ${leadsTo({ status, body, ...answer })} ${body.slice(0, 300)}`)
  /** Until it is right; the deadline is there to fail. */
  const persist = (step: string, isRight: () => Promise<boolean>) => until(`${step} of walker ${number}`, isRight, 30_000)
  const open = (step: string, path: string) => ask(step, send({ port, path, headers, from }))

  const values = { name: nameOf(number, job), registrationId: '', platform: 'exact-online', country: 'sandbox' }
  const { clientId, clientSecret, redirectUri } = app
  const form = { ...values, clientId, clientSecret, redirectUri, ...(isCallback ? {} : { deviating: 'on' }) }
  const sent = callAction({ port, page: '/preauthenticate', action: 'preauthenticateAction', fields: form, headers, from })
  const opened = await ask('form', sent)
  if (!opened) return seen
  const words = `${String(opened.headers['x-action-redirect'])} ${opened.body}`
  const attemptId = idIn('preauthenticate', /\/preauthenticate\/[0-9a-f-]{36}/.exec(words)?.[0] ?? '') ?? ''
  let state = /[?&]state=([\w-]+)/.exec(words)?.[1] ?? ''
  if (!state && !attemptId) {
    wrong('form', opened)
    return seen
  }
  await persist('way', async () => {
    if (state) return true
    const way = await open('way', `/preauthenticate/${attemptId}/go`)
    state = way ? (new URL(String(way.headers.location), origin).searchParams.get('state') ?? '') : ''
    return state !== ''
  })

  const returnUrl = await stand.sandbox.allow(app, state)
  const hasEnded = async (id: string) => (await stand.attempts()).some((one) => one.id === id && /^(unknown|failed)$/.test(one.status))
  await persist('result', async () => {
    const handedIn = isCallback
      ? await open('callback', returnUrl.slice(origin.length))
      : await ask(
          'exchange',
          callAction({
            ...{ port, headers, from, page: `/preauthenticate/${attemptId}`, action: 'exchangeAction' },
            fields: { attemptId, codeReturnUrl: returnUrl },
          }),
        )
    if (!handedIn) return false
    seen.file = idIn('settings', leadsTo(handedIn))
    const waiting = idIn('preauthenticate', leadsTo(handedIn))
    // With 200: the result itself, which the history does not hold yet, or a notice in the form.
    if (!seen.file && !waiting && handedIn.status !== 200) wrong('handed in', handedIn)
    // The page of the attempt leads on to the result once there is one.
    const page = waiting && (await open('attempt', `/preauthenticate/${waiting}`))
    if (page) seen.file = idIn('settings', leadsTo(page))
    return seen.file !== null || (waiting !== null && (await hasEnded(waiting)))
  })
  if (!seen.file) return seen

  for (const [step, path, proof] of [
    ['result', `/settings/${seen.file}`, nameOf(number, job)],
    ['download', `/settings/${seen.file}/download`, clientId],
  ] as const) {
    await persist(step, async () => {
      const answer = await open(step, path)
      if (answer && !(answer.status === 200 && answer.body.includes(proof))) wrong(step, answer)
      return answer !== null
    })
  }
  return seen
}
