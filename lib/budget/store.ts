import 'server-only'
import { createHash, createHmac } from 'node:crypto'
import type { UserId } from '../accounts/user-id'
import { db, type Write } from '../db'
import { env } from '../env.js'
import { dayMs, hourMs, readBudget, type Budget, type Call, type CallOutcome } from './limits'

/** An app at a provider: whoever uses it here shares its budget there. */
export type Client = { platform: string; country: string; clientId: string }
/** `clientSecret`: null where it can't be opened; then the errors of others with the same secret are not known. */
export type Caller = Client & { owner: UserId; clientSecret: string | null }

const keyOf = ({ platform, country, clientId }: Client) =>
  createHash('sha256').update([platform, country, clientId].join('\n')).digest('hex')

// Of a weak secret a plain hash would tell somebody who has the database: these need the portal's own key as well. An owner's is another for each client.
const mark = (what: 'owner' | 'secret', clientKey: string, text: string) =>
  createHmac('sha256', env.NEXTAUTH_SECRET ?? '')
    .update(['token call', what, clientKey, text].join('\n'))
    .digest('base64url')

function marksOf(caller: Caller) {
  const clientKey = keyOf(caller)
  const { owner, clientSecret } = caller
  return { clientKey, ownerMark: mark('owner', clientKey, owner), secretMark: clientSecret && mark('secret', clientKey, clientSecret) }
}
type Marks = ReturnType<typeof marksOf>
type Row = { at: Date; outcome: string; ownerMark: string; secretMark: string }

const seenBy = ({ ownerMark, secretMark }: Marks, rows: Row[]): Call[] =>
  rows.map((row) => ({ at: row.at, outcome: row.outcome, isOurs: row.ownerMark === ownerMark || row.secretMark === secretMark }))

const lastDay = (now: Date) => ({ gt: new Date(now.getTime() - dayMs) })

const shown = { at: true, outcome: true, ownerMark: true, secretMark: true } as const
const readCalls = (where: { clientKey: string; at?: { gt: Date } }) =>
  db.tokenCall.findMany({ where, orderBy: { number: 'desc' }, take: 1_000, select: { number: true, ...shown } })

/** Two numbers and a time: whose calls they were stays unsaid. */
export async function getBudget(caller: Caller, now: Date): Promise<Budget> {
  const marks = marksOf(caller)
  return readBudget(seenBy(marks, await readCalls({ clientKey: marks.clientKey, at: lastDay(now) })), now)
}

/** The budgets of many callers, in their order, with one question to the database. */
export async function getBudgets(callers: Caller[], now: Date): Promise<Budget[]> {
  const marks = callers.map(marksOf)
  const where = { clientKey: { in: [...new Set(marks.map(({ clientKey }) => clientKey))] }, at: lastDay(now) }
  const calls = await db.tokenCall.findMany({ where, select: { clientKey: true, ...shown } })
  return marks.map((mine) =>
    readBudget(
      seenBy(
        mine,
        calls.filter(({ clientKey }) => clientKey === mine.clientKey),
      ),
      now,
    ),
  )
}

/** How many clients somebody may not call just now. Only those with errors in the last hour are looked at. */
export async function countSpentBudgets(now: Date): Promise<number> {
  const where = { at: { gt: new Date(now.getTime() - hourMs) }, NOT: { outcome: 'granted' satisfies CallOutcome } }
  const calls = await db.tokenCall.findMany({ where, select: { clientKey: true, ...shown } })
  const spent = new Set<string>()
  for (const whose of ['ownerMark', 'secretMark'] as const) {
    const groups = new Map<string, { clientKey: string; calls: Call[] }>()
    for (const call of calls) {
      const key = `${call.clientKey} ${call[whose]}`
      const group = groups.get(key) ?? { clientKey: call.clientKey, calls: [] }
      group.calls.push({ ...call, isOurs: true })
      groups.set(key, group)
    }
    for (const group of groups.values()) if (readBudget(group.calls, now).retryAt) spent.add(group.clientKey)
  }
  return spent.size
}

/** The one token call that was counted. Both are writes that have not begun: `settle` says what became of it, `takeBack` that it was not made. */
export type CountedCall = { settle(outcome: CallOutcome): Write; takeBack(): Write }

/**
 * Counts a token call before it is made, for lib/db.ts, commit. Of many at once no more get through than there is room for: each takes the number
 * after the last it saw, and of two with one number one counts again.
 * @returns null when nothing is left of the budget
 */
export async function callWrites(caller: Caller, now: Date): Promise<{ call: CountedCall; writes: Write[] } | null> {
  const marks = marksOf(caller)
  const { clientKey, ownerMark } = marks
  const calls = await readCalls({ clientKey })
  if (readBudget(seenBy(marks, calls), now).retryAt) return null
  const id = { clientKey, number: (calls[0]?.number ?? 0) + 1 }
  const data = { ...id, at: now, outcome: 'sent' satisfies CallOutcome, ownerMark, secretMark: marks.secretMark ?? '' }
  const call: CountedCall = {
    settle: (outcome) => db.tokenCall.updateMany({ where: id, data: { outcome } }),
    takeBack: () => db.tokenCall.deleteMany({ where: id }),
  }
  return {
    call,
    writes: [db.tokenCall.create({ data, select: { number: true } })],
  }
}

/** What is older than a day counts for nothing. */
export const deleteOldCalls = (now: Date) => db.tokenCall.deleteMany({ where: { at: { lt: new Date(now.getTime() - 2 * dayMs) } } })
