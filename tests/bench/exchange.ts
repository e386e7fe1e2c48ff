// The whole exchange, return URL in and result out, beside the raw token call, in turn: what the portal adds to it.
import { deviatingUri } from '@/tests/e2e/support/sandbox-control'
import { send } from '@/tests/e2e/support/raw-request'
import { handIn, leadsTo } from '@/tests/faults/support/hand-in'
import type { Attempt, Door, Stand } from '@/tests/faults/support/stand'
import type { Process } from '@/tests/faults/support/launch'
import { residentBytes } from './servers'
import { quantile, spreadOf } from './statistics'
import { number, type Row } from './table'

const p50Ms = 8
const p99Ms = 25

async function timed<Answer>(work: () => Promise<Answer>): Promise<{ ms: number; answer: Answer }> {
  const startedAt = performance.now()
  const answer = await work()
  return { ms: performance.now() - startedAt, answer }
}

/** One authorisation code for its refresh token, as any client would ask (RFC 6749, 4.1.3). @returns milliseconds */
async function callRaw(stand: Stand): Promise<number> {
  const app = await stand.sandbox.addApp(deviatingUri)
  const returned = new URL(await stand.sandbox.allow(app, 'bench'))
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: returned.searchParams.get('code') ?? '',
    redirect_uri: deviatingUri,
    client_id: app.clientId,
    client_secret: app.clientSecret,
  }).toString()
  const { port } = new URL(stand.environment.SANDBOX_URL ?? '')
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const { ms, answer } = await timed(() => send({ port: Number(port), path: '/api/oauth2/token', method: 'POST', headers, body }))
  if (answer.status !== 200) throw new Error(`The raw token call was answered with ${answer.status}: ${answer.body}`)
  return ms
}

async function exchangeOne(stand: Stand, attempt: Attempt, portal: Process): Promise<number> {
  const { ms, answer } = await timed(() => handIn(stand, attempt, portal))
  if (!answer || !/\/settings\/[0-9a-f-]{36}/.test(leadsTo(answer)))
    throw new Error(`An exchange did not end in its settings: ${answer?.status}`)
  return ms
}

export async function measureExchanges(stand: Stand, database: string, pairs: number): Promise<Row[]> {
  const portal = await stand.start()
  const rows: Row[] = []
  try {
    for (const door of ['callback', 'action'] as Door[]) {
      const [raw, whole, added]: [number[], number[], number[]] = [[], [], []]
      for (let pair = -10; pair < pairs; pair++) {
        const attempt = await stand.newAttempt(door)
        const [rawMs, wholeMs] = [await callRaw(stand), await exchangeOne(stand, attempt, portal)]
        // The first ones find nothing compiled.
        if (pair < 0) continue
        raw.push(rawMs)
        whole.push(wholeMs)
        added.push(wholeMs - rawMs)
      }
      const name = door === 'callback' ? 'the callback' : 'Exchange, pasted'
      const [p50, p99] = [quantile(added, 0.5), quantile(added, 0.99)]
      rows.push(
        { what: `raw token call (${database})`, measured: number(raw, 'ms') },
        { what: `${name}: return URL in, result out (${database})`, measured: number(whole, 'ms') },
        {
          what: `${name}: what the portal adds (${database})`,
          measured: `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
          bar: `p50 ≤ ${p50Ms} ms, p99 ≤ ${p99Ms} ms`,
          isMet: p50 <= p50Ms && p99 <= p99Ms,
        },
      )
    }
  } finally {
    await portal.stop()
  }
  return rows
}

/** Memory after 100 and after 1,000 exchanges: what grows in between grows for ever. */
export async function measureGrowth(stand: Stand): Promise<Row[]> {
  const portal = await stand.start()
  const run = async (count: number) => {
    for (let done = 0; done < count; done++) await exchangeOne(stand, await stand.newAttempt('callback'), portal)
    // What is garbage by now is collected at leisure: the least of some looks is what is held.
    const looks: number[] = []
    for (let look = 0; look < 5; look++) {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      looks.push(residentBytes(portal.pid))
    }
    return spreadOf(looks).min
  }
  try {
    const early = await run(100)
    const late = await run(900)
    const growth = late / early
    return [
      { what: 'memory after 100 exchanges', measured: `${(early / 1e6).toFixed(0)} MB` },
      {
        what: 'memory after 1,000 exchanges',
        measured: `${(late / 1e6).toFixed(0)} MB`,
        ratio: `${growth.toFixed(3)} × after 100`,
        bar: '≤ 1.05 ×',
        isMet: growth <= 1.05,
      },
    ]
  } finally {
    await portal.stop()
  }
}

/** Signing in with a password, argon2id and all. */
export async function measureSignIn(stand: Stand, count: number): Promise<Row[]> {
  const portal = await stand.start()
  const { callAction } = await import('@/tests/e2e/support/server-actions')
  const call = () =>
    callAction({
      port: portal.port,
      page: '/login',
      action: 'logInAction',
      fields: { email: stand.account.email, password: stand.account.password },
      headers: { Origin: stand.environment.PORTAL_URL ?? '' },
    })
  try {
    const times: number[] = []
    for (let index = -3; index < count; index++) {
      const { ms, answer } = await timed(call)
      if (!String(answer.headers['set-cookie'] ?? '').includes('session')) throw new Error(`The log-in was answered with ${answer.status}`)
      if (index >= 0) times.push(ms)
    }
    return [{ what: 'signing in', measured: number(times, 'ms') }]
  } finally {
    await portal.stop()
  }
}
