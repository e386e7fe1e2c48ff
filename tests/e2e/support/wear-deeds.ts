// More of what a test begins with: what time, damage and use have done to it. For back-door.ts.
import { randomBytes, randomUUID } from 'node:crypto'
import { makeLink, type LinkPurpose } from '@/lib/accounts/mail-link-store'
import type { UserId } from '@/lib/accounts/user-id'
import { appendAudit, listActivity } from '@/lib/audit/store'
import { db } from '@/lib/db'
import { savePasskey } from '@/lib/factors/passkey-store'
import { makeTotpSecret } from '@/lib/factors/totp'
import { saveTotp } from '@/lib/factors/totp-store'
import { countCall } from '@/tests/support/taken'

export const wearDeeds = {
  /** @returns what stands in the link */
  async makeLink(purpose: LinkPurpose, userId?: string): Promise<string> {
    const email = `linked-${randomUUID().slice(0, 8)}@kantoor.test`
    return (await makeLink({ purpose, email, ...(userId && { userId }) }, new Date())).token
  },

  async addTotp(userId: string): Promise<void> {
    await saveTotp(userId as UserId, makeTotpSecret(), 1, new Date())
  },

  async addPasskey(userId: string, name: string): Promise<void> {
    const passkey = { id: randomBytes(16).toString('base64url'), publicKey: 'AAAA', counter: 1n, transports: [], backedUp: true }
    await savePasskey(userId as UserId, passkey, name, new Date())
  },

  async findUserId(email: string): Promise<string> {
    return (await db.user.findUniqueOrThrow({ where: { email } })).id
  },

  async countKeys(userId: string): Promise<number> {
    return db.dataKey.count({ where: { userId } })
  },

  /** As if the user's log-ins were so old. */
  async ageSessions(userId: string, minutes: number): Promise<void> {
    await db.session.updateMany({ where: { userId }, data: { createdAt: new Date(Date.now() - minutes * 60_000), confirmedAt: null } })
  },

  async makeAdministrator(userId: string): Promise<void> {
    await db.user.update({ where: { id: userId }, data: { role: 'administrator' } })
  },

  /** Flips one bit of what is sealed. */
  async damage(row: string, column: 'refreshToken' | 'xml' | 'encryptStatement' | 'clientSecret' | 'state'): Promise<void> {
    const where = { where: { id: row } }
    if (column === 'clientSecret') {
      const { clientSecretSealed } = await db.appRegistration.findUniqueOrThrow(where)
      await db.appRegistration.update({ ...where, data: { clientSecretSealed: flipBit(clientSecretSealed) } })
    } else if (column === 'state') {
      const { stateSealed } = await db.attempt.findUniqueOrThrow(where)
      await db.attempt.update({ ...where, data: { stateSealed: flipBit(stateSealed ?? '') } })
    } else {
      const file = await db.settingsFile.findUniqueOrThrow(where)
      await db.settingsFile.update({ ...where, data: { [`${column}Sealed`]: flipBit(file[`${column}Sealed`]) } })
    }
  },

  async sealedOf(fileId: string, column: 'refreshToken' | 'xml' | 'encryptStatement'): Promise<string> {
    return (await db.settingsFile.findUniqueOrThrow({ where: { id: fileId } }))[`${column}Sealed`]
  },

  /** As if the same person had allowed the same app again; or as if the row had come back from a backup. */
  async mark(fileId: string, column: 'supersededAt' | 'backedUpAt'): Promise<void> {
    await db.settingsFile.update({ where: { id: fileId }, data: { [column]: new Date() } })
  },

  /** So many token calls of a user with an app that Exact Online refused just now. */
  async addErrors(userId: string, clientId: string, count: number): Promise<void> {
    for (let number = 0; number < count; number++) {
      const caller = { platform: 'exact-online', country: 'sandbox', clientId, owner: userId as UserId, clientSecret: null }
      const call = await countCall(caller, new Date())
      await call?.settle('refused')
    }
  },

  async listAudit(userId: string): Promise<{ kind: string; field?: string }[]> {
    const { rows } = await listActivity(userId as UserId, null)
    return rows.map(({ kind, detail }) => ({ kind, ...(detail.field && { field: detail.field }) })).reverse()
  },

  async addEntries(userId: string, count: number): Promise<void> {
    for (let number = 1; number <= count; number++)
      await appendAudit(userId as UserId, 'attempt-opened', { attempt: randomUUID(), name: `Entry ${number}` })
  },
}

function flipBit(sealed: string): string {
  const parts = sealed.split('.')
  const data = Buffer.from(parts.pop() ?? '', 'base64url')
  data[0] = (data[0] ?? 0) ^ 1
  return [...parts, data.toString('base64url')].join('.')
}
