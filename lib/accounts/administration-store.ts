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

// Nobody has many of them. A `_count` of Prisma's would count everybody's, and join.
const columns = (now: Date) =>
  ({
    ...{ id: true, email: true, role: true, createdAt: true, disabledAt: true, deletionAt: true, passwordHash: true },
    passkeys: { select: { id: true } },
    totps: { select: { id: true } },
    identities: { select: { id: true } },
    sessions: { where: { revokedAt: null, expiresAt: { gt: now } }, select: { idHash: true } },
  }) as const

type Found = Awaited<ReturnType<typeof findOne>>
const findOne = (id: string, now: Date) => db.user.findUnique({ where: { id }, select: columns(now) })

/** One seek for each account: asked for many at once, Prisma would read every session that they ever had. */
async function toRow({ passwordHash, role, passkeys, totps, identities, sessions, ...rest }: NonNullable<Found>): Promise<AccountRow> {
  const lastSeen = { where: { userId: rest.id }, orderBy: { lastSeenAt: 'desc' }, select: { lastSeenAt: true } } as const
  return {
    ...rest,
    role: role === 'administrator' ? role : 'user',
    hasPassword: passwordHash !== null,
    lastSeenAt: (await db.session.findFirst(lastSeen))?.lastSeenAt ?? null,
    ...{ passkeys: passkeys.length, totp: totps.length > 0, identities: identities.length, sessions: sessions.length },
  }
}

/** By address, fifty at a time. `search`: a part of the address; `after`: the address at which the page before ended. */
export async function listAccounts(_: Administrator, { search, after }: { search: string; after: string | null }, now: Date) {
  const wanted = normaliseEmail(search)
  // No address holds these, and LIKE takes them for something else.
  if (/[\\%\0]/.test(wanted)) return { rows: [], after: null }
  const sought = { contains: wanted || skip, gt: after ?? '' }
  // The addresses alone first: they stand in an index, in their order.
  const found = await db.user.findMany({ where: { email: sought }, orderBy: { email: 'asc' }, take: pageSize + 1, select: { email: true } })
  if (found.length === 0) return { rows: [], after: null }
  const emails = found.slice(0, pageSize).map(({ email }) => email)
  const rows = await db.user.findMany({ where: { email: { in: emails } }, select: columns(now) })
  rows.sort((one, other) => emails.indexOf(one.email) - emails.indexOf(other.email))
  return { rows: await Promise.all(rows.map(toRow)), after: found.length > pageSize ? (emails.at(-1) ?? null) : null }
}

/** Every account, for `npm run user -- list`: the operator has the database. */
export async function* listAllAccounts(now: Date): AsyncGenerator<AccountRow> {
  for (let after = ''; ;) {
    const rows = await db.user.findMany({ where: { email: { gt: after } }, orderBy: { email: 'asc' }, take: 500, select: columns(now) })
    yield* await Promise.all(rows.map(toRow))
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
  (await db.user.findFirst({
    where: { role: 'administrator' satisfies Role, disabledAt: null, id: { not: userId } },
    select: { id: true },
  })) !== null

/** For lib/db.ts, commit: beside the entry that tells of it, so that two such changes at once meet at its number. */
export const officeOf = (userId: string, role: Role): Write =>
  db.user.update({ where: { id: userId }, data: { role }, select: { id: true } })
export const doorOf = (userId: string, disabledAt: Date | null): Write =>
  db.user.update({ where: { id: userId }, data: { disabledAt }, select: { id: true } })
