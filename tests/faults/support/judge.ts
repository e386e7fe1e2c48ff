// What became of attempts, by three witnesses: the portal's rows, its history as opened by lib/, and the sandbox.
import { expect } from 'vitest'
import type { Attempt, Stand } from './stand'

export type Verdict = {
  attempt: Attempt
  status: string
  failure: string | null
  /** As the sandbox counted them. */
  tokenCalls: number
  /** The refresh token that lives at the sandbox; null where none was issued. */
  issued: string | null
  /** The refresh tokens in the history, of this attempt. */
  kept: string[]
}

export async function judge(stand: Stand, attempts: Attempt[]): Promise<Verdict[]> {
  const [rows, files, { clients, refreshTokens }] = await Promise.all([stand.attempts(), stand.history(), stand.sandbox.state()])
  return attempts.map((attempt) => {
    const row = rows.find(({ id }) => id === attempt.id)
    const { clientId } = attempt.app
    return {
      attempt,
      status: row?.status ?? 'gone',
      failure: row?.failure ?? null,
      tokenCalls: clients[clientId]?.tokenCalls ?? 0,
      issued: refreshTokens.find((one) => one.clientId === clientId)?.token ?? null,
      kept: files.filter(({ attemptId }) => attemptId === attempt.id).map(({ refreshToken }) => refreshToken ?? ''),
    }
  })
}

/** What must hold of every attempt, whatever happened to it. */
export function expectSound({ status, failure, tokenCalls, issued, kept }: Verdict, where: string): void {
  expect.soft(tokenCalls, `${where}: token calls`).toBeLessThanOrEqual(1)
  expect.soft(status, `${where}: the attempt tells what happened`).toMatch(/^(open|done|unknown|failed)$/)
  expect.soft(kept.length, `${where}: a done attempt has its file, and no other has one`).toBe(status === 'done' ? 1 : 0)
  if (status === 'done') expect.soft(kept[0] === issued, `${where}: the token in the history is the one that lives`).toBe(true)
  if (status === 'open') expect.soft(tokenCalls, `${where}: what was sent is not open any more`).toBe(0)
  if (status === 'unknown') expect.soft(failure, `${where}: the attempt says why`).toMatch(/^(attempt-interrupted|outcome-unknown)$/)
}
