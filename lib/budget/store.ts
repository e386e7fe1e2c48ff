import 'server-only'
import { createHash } from 'node:crypto'
import { db, type Write } from '../db'
import { dayMs, hourMs, readBudget, type Budget, type Call, type CallOutcome } from './limits'

/** An app at a provider: whoever uses it here shares its budget there. */
export type Client = { platform: string; country: string; clientId: string }

const keyOf = ({ platform, country, clientId }: Client) =>
  createHash('sha256').update([platform, country, clientId].join('\n')).digest('hex')

const lastDay = (now: Date) => ({ gt: new Date(now.getTime() - dayMs) })

const readCalls = (where: { clientKey: string; at?: { gt: Date } }) =>
  db.tokenCall.findMany({ where, orderBy: { number: 'desc' }, take: 1_000, select: { number: true, at: true, outcome: true } })

/** Two numbers and a time: whose calls they were stays unsaid. */
export const getBudget = async (client: Client, now: Date): Promise<Budget> =>
  readBudget(await readCalls({ clientKey: keyOf(client), at: lastDay(now) }), now)

/** The budgets of many clients, in their order, with one question to the database. */
export async function getBudgets(clients: Client[], now: Date): Promise<Budget[]> {
  const keys = clients.map(keyOf)
  const where = { clientKey: { in: [...new Set(keys)] }, at: lastDay(now) }
  const calls = await db.tokenCall.findMany({ where, select: { clientKey: true, at: true, outcome: true } })
  return keys.map((key) =>
    readBudget(
      calls.filter(({ clientKey }) => clientKey === key),
      now,
    ),
  )
}

/** How many clients may not call just now. Only those with errors in the last hour are looked at. */
export async function countSpentBudgets(now: Date): Promise<number> {
  const where = { at: { gt: new Date(now.getTime() - hourMs) }, NOT: { outcome: 'granted' satisfies CallOutcome } }
  const calls = await db.tokenCall.findMany({ where, select: { clientKey: true, at: true, outcome: true } })
  const byClient = new Map<string, Call[]>()
  for (const { clientKey, ...call } of calls) byClient.set(clientKey, [...(byClient.get(clientKey) ?? []), call])
  return [...byClient.values()].filter((some) => readBudget(some, now).retryAt).length
}

/** The one token call that was counted. Both are writes that have not begun: `settle` says what became of it, `takeBack` that it was not made. */
export type CountedCall = { settle(outcome: CallOutcome): Write; takeBack(): Write }

/**
 * Counts a token call before it is made, for lib/db.ts, commit. Of many at once no more get through than there is room for: each takes the number
 * after the last it saw, and of two with one number one counts again.
 * @returns null when nothing is left of the budget
 */
export async function callWrites(client: Client, now: Date): Promise<{ call: CountedCall; writes: Write[] } | null> {
  const clientKey = keyOf(client)
  const calls = await readCalls({ clientKey })
  if (readBudget(calls, now).retryAt) return null
  const id = { clientKey, number: (calls[0]?.number ?? 0) + 1 }
  const call: CountedCall = {
    settle: (outcome) => db.tokenCall.updateMany({ where: id, data: { outcome } }),
    takeBack: () => db.tokenCall.deleteMany({ where: id }),
  }
  return {
    call,
    writes: [db.tokenCall.create({ data: { ...id, at: now, outcome: 'sent' satisfies CallOutcome }, select: { number: true } })],
  }
}

/** What is older than a day counts for nothing. */
export const deleteOldCalls = (now: Date) => db.tokenCall.deleteMany({ where: { at: { lt: new Date(now.getTime() - 2 * dayMs) } } })
