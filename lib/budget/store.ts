import 'server-only'
import { createHash } from 'node:crypto'
import { db, isUniqueViolation } from '../db'
import { dayMs, hourMs, readBudget, type Budget, type Call, type CallOutcome } from './limits'

/** An app at a provider: whoever uses it here shares its budget there. */
export type Client = { platform: string; country: string; clientId: string }

const keyOf = ({ platform, country, clientId }: Client) =>
  createHash('sha256').update([platform, country, clientId].join('\n')).digest('hex')

async function readCalls(clientKey: string, now: Date) {
  const where = { clientKey, at: { gt: new Date(now.getTime() - dayMs) } }
  return db.tokenCall.findMany({ where, orderBy: { number: 'desc' }, take: 1_000, select: { number: true, at: true, outcome: true } })
}

/** Two numbers and a time: whose calls they were stays unsaid. */
export const getBudget = async (client: Client, now: Date): Promise<Budget> => readBudget(await readCalls(keyOf(client), now), now)

/** The budgets of many clients, in their order, with one question to the database. */
export async function getBudgets(clients: Client[], now: Date): Promise<Budget[]> {
  const keys = clients.map(keyOf)
  const where = { clientKey: { in: [...new Set(keys)] }, at: { gt: new Date(now.getTime() - dayMs) } }
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

/** The one token call that was counted; `settle` says what became of it. */
export type CountedCall = { settle(outcome: CallOutcome): Promise<void>; takeBack(): Promise<void> }

/**
 * Counts a token call before it is made. Of many at once no more get through than there is room for: each takes the number after the last it saw,
 * and of two with one number one counts again.
 * @returns the budget in place of a call when nothing is left of it
 */
export async function countCall(client: Client, now: Date): Promise<CountedCall | { budget: Budget }> {
  const clientKey = keyOf(client)
  for (let race = 0; ; race++) {
    const calls = await readCalls(clientKey, now)
    const budget = readBudget(calls, now)
    if (budget.retryAt) return { budget }
    const last = calls[0]?.number ?? (await db.tokenCall.aggregate({ where: { clientKey }, _max: { number: true } }))._max.number ?? 0
    const id = { clientKey, number: last + 1 }
    try {
      await db.tokenCall.create({ data: { ...id, at: now, outcome: 'sent' satisfies CallOutcome }, select: { number: true } })
    } catch (error) {
      if (!isUniqueViolation(error) || race >= 100) throw error
      continue
    }
    return {
      settle: async (outcome) => void (await db.tokenCall.updateMany({ where: id, data: { outcome } })),
      takeBack: async () => void (await db.tokenCall.deleteMany({ where: id })),
    }
  }
}

/** What is older than a day counts for nothing. */
export const deleteOldCalls = (now: Date) => db.tokenCall.deleteMany({ where: { at: { lt: new Date(now.getTime() - 2 * dayMs) } } })
