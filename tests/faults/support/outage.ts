// The database goes away between the token answer and the save: the answer is held at the sandbox while it does, so nothing depends on time.
import { expect } from 'vitest'
import { handIn, until } from './hand-in'
import { expectSound, judge } from './judge'
import type { Door, Stand } from './stand'

type Outage = { goAway(): unknown; comeBack(): unknown }
/** Which answer of the provider is on its way when the database goes: the tokens, or the name of whom they belong to. */
type Moment = 'token' | 'me'
export type Case = { door: Door; moment: Moment }

export const everyCase: Case[] = [
  { door: 'action', moment: 'token' },
  { door: 'action', moment: 'me' },
  { door: 'form', moment: 'token' },
  { door: 'form', moment: 'me' },
  { door: 'callback', moment: 'token' },
  { door: 'callback', moment: 'me' },
]

/** What the page says of a result that the history does not hold. An action's answer holds only the state that the browser says it for. */
const notYet: Record<Door, RegExp> = {
  action: /"unsaved":/,
  form: /\bnot\b[^.]{0,80}\bhistory\b[^.]{0,20}\byet\b|\bnot yet\b[^.]{0,80}\bhistory\b/i,
  callback: /\bnot\b[^.]{0,80}\bhistory\b[^.]{0,20}\byet\b|\bnot yet\b[^.]{0,80}\bhistory\b/i,
}
const withoutTags = (body: string) => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

export async function loseDatabase(stand: Stand, cases: Case[], { goAway, comeBack }: Outage): Promise<void> {
  const portal = await stand.start()
  const attempts = await Promise.all(
    cases.map(async ({ door, moment }) => {
      const attempt = await stand.newAttempt(door)
      await stand.sandbox.order(attempt.app, { endpoint: moment, hold: true })
      return attempt
    }),
  )
  const { held } = stand.sandbox.insides
  const answers = attempts.map((attempt) => handIn(stand, attempt, portal))
  await until('every answer is held', () => held.count() === cases.length)
  await goAway()
  held.release()

  const { refreshTokens } = await stand.sandbox.state()
  for (const [index, { door, moment }] of cases.entries()) {
    const where = `${door}, database gone while ${moment} was on its way`
    const answer = await answers[index]
    const issued = refreshTokens.find(({ clientId }) => clientId === attempts[index]?.app.clientId)?.token ?? 'none was issued'
    expect.soft(answer?.status, where).toBe(200)
    expect.soft(answer?.body.includes(issued), `${where}: the very answer holds the refresh token`).toBe(true)
    expect.soft(withoutTags(answer?.body ?? ''), `${where}: it says that the history does not hold it yet`).toMatch(notYet[door])
  }
  await comeBack()
  await until('the portal is well again', async () => (await fetchHealth(stand)) === 200)
  const rows = async () => (await stand.attempts()).filter(({ id }) => attempts.some((attempt) => attempt.id === id))
  await until('every attempt is done', async () => (await rows()).every(({ status }) => status === 'done'))
  for (const verdict of await judge(stand, attempts)) {
    expectSound(verdict, verdict.attempt.door)
    expect.soft(verdict, 'once in the history, after one call').toMatchObject({ status: 'done', tokenCalls: 1, kept: [verdict.issued] })
  }
  await portal.kill()
}

const fetchHealth = (stand: Stand) =>
  fetch(`${stand.environment.PORTAL_URL}/ready`).then(
    ({ status }) => status,
    () => 0,
  )
