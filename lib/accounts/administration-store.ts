import 'server-only'
import { db, skip, type Write } from '../db'
import type { Administrator } from './require-user'
import { normaliseEmail } from './schema'
import type { Role } from './user-store'

const pageSize = 50

/** What an administrator may know of an account: who it is, and how its door stands. Never what it keeps. */
export type AccountRow = {
  id: string
  email: string
  role: Role
  createdAt: Date
  disabledAt: Date | null
  deletionAt: Date | null
  lastSeenAt: Date | null
  hasPassword: boolean
  passkeys: number
  totp: boolean
  identities: number
  sessions: number
}

const columns = (now: Date) =>
  ({
    ...{ id: true, email: true, role: true, createdAt: true, disabledAt: true, deletionAt: true, passwordHash: true },
    sessions: { orderBy: { lastSeenAt: 'desc' }, take: 1, select: { lastSeenAt: true } },
    _count: {
      select: { passkeys: true, totps: true, identities: true, sessions: { where: { revokedAt: null, expiresAt: { gt: now } } } },
    },
  }) as const

type Found = Awaited<ReturnType<typeof findOne>>
const findOne = (id: string, now: Date) => db.user.findUnique({ where: { id }, select: columns(now) })

function toRow({ passwordHash, sessions, role, _count, ...rest }: NonNullable<Found>): AccountRow {
  return {
    ...rest,
    role: role === 'administrator' ? role : 'user',
    hasPassword: passwordHash !== null,
    lastSeenAt: sessions[0]?.lastSeenAt ?? null,
    ...{ passkeys: _count.passkeys, totp: _count.totps > 0, identities: _count.identities, sessions: _count.sessions },
  }
}

/** By address, fifty at a time. `search`: a part of the address; `after`: the address at which the page before ended. */
export async function listAccounts(_: Administrator, { search, after }: { search: string; after: string | null }, now: Date) {
  const wanted = normaliseEmail(search)
  // No address holds these, and LIKE takes them for something else.
  if (/[\\%\0]/.test(wanted)) return { rows: [], after: null }
  const rows = await db.user.findMany({
    where: { email: { contains: wanted || skip, gt: after ?? skip } },
    orderBy: { email: 'asc' },
    take: pageSize + 1,
    select: columns(now),
  })
  return { rows: rows.slice(0, pageSize).map(toRow), after: rows.length > pageSize ? (rows[pageSize - 1]?.email ?? null) : null }
}

/** Every account, for `npm run user -- list`: the operator has the database. */
export async function* listAllAccounts(now: Date): AsyncGenerator<AccountRow> {
  for (let after = ''; ;) {
    const rows = await db.user.findMany({ where: { email: { gt: after } }, orderBy: { email: 'asc' }, take: 500, select: columns(now) })
    yield* rows.map(toRow)
    after = rows.at(-1)?.email ?? ''
    if (rows.length < 500) return
  }
}

export async function getAccount(_: Administrator, id: string, now: Date): Promise<AccountRow | null> {
  const row = await findOne(id, now)
  return row && toRow(row)
}

/** Who an administrator is, for the list of what administrators did. */
export const listAddresses = async (_: Administrator, ids: string[]) =>
  new Map((await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, email: true } })).map(({ id, email }) => [id, email]))

export const listInvitations = (_: Administrator, now: Date) =>
  db.mailLink.findMany({
    where: { purpose: 'invitation', usedAt: null, expiresAt: { gt: now } },
    orderBy: { createdAt: 'desc' },
    take: 100,
    select: { id: true, email: true, role: true, createdAt: true, expiresAt: true },
  })

/** False: it was used, or withdrawn before. */
export const withdrawInvitation = async (_: Administrator, id: string) =>
  (await db.mailLink.deleteMany({ where: { id, purpose: 'invitation', usedAt: null } })).count === 1

/** Whether anybody else could still run the portal. */
export const hasOtherAdministrator = async (userId: string) =>
  (await db.user.count({ where: { role: 'administrator' satisfies Role, disabledAt: null, id: { not: userId } }, take: 1 })) > 0

/** For lib/db.ts, commit: beside the entry that tells of it, so that two such changes at once meet at its number. */
export const officeOf = (userId: string, role: Role): Write =>
  db.user.update({ where: { id: userId }, data: { role }, select: { id: true } })
export const doorOf = (userId: string, disabledAt: Date | null): Write =>
  db.user.update({ where: { id: userId }, data: { disabledAt }, select: { id: true } })
