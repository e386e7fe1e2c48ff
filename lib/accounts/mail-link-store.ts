import 'server-only'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { db } from '../db'
import type { Role } from './user-store'

/** `sign-up` and `invitation` make an account, `reset` sets a new password, `change-email` proves a new address. */
export const linkPurposes = ['sign-up', 'invitation', 'reset', 'change-email'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

const minute = 60_000
export const linkLifeMs = {
  'sign-up': 24 * 60 * minute,
  invitation: 7 * 24 * 60 * minute,
  reset: 30 * minute,
  'change-email': 30 * minute,
} satisfies Record<LinkPurpose, number>

export type NewLink = { purpose: LinkPurpose; email: string; userId?: string; role?: Role; invitedBy?: string }
export type Link = { id: string; purpose: LinkPurpose; email: string; userId: string | null; role: string | null; expiresAt: Date }

const hash = (token: string) => createHash('sha256').update(`mail link|${token}`).digest('hex')
const unused = (token: string, purposes: readonly LinkPurpose[], now: Date) => ({
  tokenHash: hash(token),
  purpose: { in: [...purposes] },
  usedAt: null,
  expiresAt: { gt: now },
})

/**
 * Older links of the same kind to the same address lead nowhere any more.
 * @returns `token` for the link alone; the database holds its hash
 */
export async function makeLink({ purpose, email, userId, role, invitedBy }: NewLink, now: Date) {
  await db.mailLink.deleteMany({ where: { purpose, email, usedAt: null } })
  const token = randomBytes(32).toString('base64url')
  const { id, expiresAt } = await db.mailLink.create({
    data: {
      ...{ id: randomUUID(), tokenHash: hash(token), purpose, email },
      ...{ userId: userId ?? null, role: role ?? null, invitedBy: invitedBy ?? null },
      ...{ createdAt: now, expiresAt: new Date(now.getTime() + linkLifeMs[purpose]) },
    },
    select: { id: true, expiresAt: true },
  })
  return { id, token, expiresAt }
}

/** Looks at a link without using it: programs that read mail follow links, too. */
export const findLink = (token: string, purposes: readonly LinkPurpose[], now: Date) =>
  db.mailLink.findFirst({
    where: unused(token, purposes, now),
    select: { id: true, purpose: true, email: true, userId: true, role: true, expiresAt: true },
  }) as Promise<Link | null>

/** Uses a link up. Of many who follow it at the same time one gets it. */
export async function takeLink(token: string, purposes: readonly LinkPurpose[], now: Date): Promise<Link | null> {
  const found = await findLink(token, purposes, now)
  if (!found) return null
  const { count } = await db.mailLink.updateMany({ where: unused(token, purposes, now), data: { usedAt: now } })
  return count === 1 ? found : null
}

/** Links to an account lead nowhere any more: its password or address has changed. */
export const dropLinks = (userId: string) => db.mailLink.deleteMany({ where: { userId, usedAt: null } })

/** A month longer than they are good for, so that an administrator sees what became of an invitation. */
export const deleteStaleLinks = (now: Date) =>
  db.mailLink.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - 30 * 24 * 60 * minute) } } })
