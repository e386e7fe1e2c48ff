// A process of its own beside the portal, on the same database and with the same keys: prepares what a test begins with, through lib/ itself.
// Started by members.ts; takes { id, deed, parameters } and answers { id, value } or { id, error }.
import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { hashPassword } from '@/lib/accounts/password'
import { createSession, hashSessionId, revokeSession, sessionLifeSeconds } from '@/lib/accounts/session-store'
import type { UserId } from '@/lib/accounts/user-id'
import { createUser, savePreferences } from '@/lib/accounts/user-store'
import { db } from '@/lib/db'
import { saveFile } from '@/lib/exchange'
import { openAttempt } from '@/lib/open-attempt'
import { settingsNameKey } from '@/lib/settings/name'
import { claimAttempt } from '@/tests/support/taken'
import { wearDeeds } from './wear-deeds'

export type AppValues = { clientId: string; clientSecret: string; redirectUri: string }
export type OpenedAttempt = { attemptId: string; authorizationUrl: string; state: string; registrationId: string }

export const password = 'correct horse battery'
const arrival = { method: 'password', address: '127.0.0.1', userAgent: 'Test' } as const
let passwordHash: Promise<string> | undefined

const deeds = {
  ...wearDeeds,

  async addUser(email: string): Promise<string> {
    const user = await createUser({ email, passwordHash: await (passwordHash ??= hashPassword(password)) }, new Date())
    if (!user) throw new Error(`No account for ${email}`)
    // Somebody who knows the way; the tour has a test of its own.
    await savePreferences(user.id as UserId, { tourEndedAt: new Date() })
    return user.id
  },

  async beginTour(userId: string): Promise<void> {
    await savePreferences(userId as UserId, { tourEndedAt: null })
  },

  /** @returns what the session cookie holds */
  async logIn(userId: string, userAgent = 'Test Firefox/130 Linux'): Promise<string> {
    const sid = await createSession(userId, { ...arrival, userAgent }, new Date())
    return encode({ token: { sub: userId, sid }, secret: process.env.NEXTAUTH_SECRET ?? '', maxAge: sessionLifeSeconds })
  },

  async addRevokedSession(userId: string): Promise<string> {
    const sid = await createSession(userId, arrival, new Date())
    await revokeSession(sid, new Date())
    return encode({ token: { sub: userId, sid }, secret: process.env.NEXTAUTH_SECRET ?? '', maxAge: sessionLifeSeconds })
  },

  async addExpiredSession(userId: string): Promise<string> {
    const sid = await createSession(userId, arrival, new Date())
    await db.session.update({ where: { idHash: hashSessionId(sid) }, data: { expiresAt: new Date(Date.now() - 1000) } })
    return encode({ token: { sub: userId, sid }, secret: process.env.NEXTAUTH_SECRET ?? '', maxAge: sessionLifeSeconds })
  },

  async openAttempt(
    userId: string,
    name: string,
    { clientId, clientSecret, redirectUri }: AppValues,
    deviating: boolean,
  ): Promise<OpenedAttempt> {
    const given = {
      platform: 'exact-online',
      country: 'sandbox',
      clientId,
      clientSecret,
      redirectUri,
      deviating,
      settingsName: name,
      registrationId: null,
    }
    const opened = await openAttempt(userId as UserId, given)
    if (!opened.ok) throw new Error(opened.problem)
    const state = new URL(opened.authorizationUrl).searchParams.get('state') ?? ''
    const { registrationId } = await db.attempt.findUniqueOrThrow({ where: { id: opened.attemptId }, select: { registrationId: true } })
    return { attemptId: opened.attemptId, authorizationUrl: opened.authorizationUrl, state, registrationId: registrationId ?? '' }
  },

  /** As if half an hour had passed. */
  async expireAttempt(attemptId: string): Promise<void> {
    await db.attempt.update({ where: { id: attemptId }, data: { expiresAt: new Date(Date.now() - 1000) } })
  },

  /** As if the code of an attempt had been seen more than three minutes ago. */
  async ageCode(attemptId: string): Promise<void> {
    await db.attempt.update({ where: { id: attemptId }, data: { codeSeenAt: new Date(Date.now() - 181_000) } })
  },

  async getAttempt(attemptId: string): Promise<{ status: string; failure: string | null }> {
    return db.attempt.findUniqueOrThrow({ where: { id: attemptId }, select: { status: true, failure: true } })
  },

  async countSettingsFiles(userId: string): Promise<number> {
    return db.settingsFile.count({ where: { userId, deletedAt: null } })
  },

  async listAppRegistrations(userId: string) {
    return db.appRegistration.findMany({
      where: { userId, deletedAt: null },
      select: { id: true, clientId: true, redirectUri: true, deviating: true, country: true },
    })
  },

  async countUsers(email: string): Promise<number> {
    return db.user.count({ where: { email } })
  },

  /** Settings files as if they had been made one after the other. @returns their ids */
  async addSettingsFiles(userId: string, names: string[]): Promise<string[]> {
    const ids: string[] = []
    for (const name of names) {
      const app = { clientId: randomUUID(), clientSecret: 'Qw7RtY2uPzL9', redirectUri: 'https://clientredirect.invantive.com' }
      const { attemptId } = await deeds.openAttempt(userId, name, app, true)
      const claim = await claimAttempt(userId as UserId, attemptId, new Date())
      if (!claim) throw new Error('The attempt was not claimed')
      ids.push(
        await saveFile(claim.hold, {
          name,
          nameKey: settingsNameKey(name),
          platform: 'exact-online',
          country: 'sandbox',
          clientId: app.clientId,
          redirectUri: app.redirectUri,
          appName: name,
          authorisedBy: 'Zoë van der Berg',
          authorisedUser: 'zoe@bakkerij-de-ster.test',
          companies: [
            { code: '7095', name: 'Bakkerij De Ster B.V.' },
            { code: '7096', name: 'De Ster Holding B.V.' },
          ],
          proofFailure: null,
          refreshToken: `token of ${name}`,
          xml: `<settings name="${name}"/>\n`,
          encryptStatement: `local encrypt "${name}"`,
        }),
      )
    }
    return ids
  },
}

export type Deeds = typeof deeds

process.on('message', async ({ id, deed, parameters }: { id: number; deed: keyof Deeds; parameters: unknown[] }) => {
  try {
    const value = await (deeds[deed] as (...given: unknown[]) => Promise<unknown>)(...parameters)
    process.send?.({ id, value })
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.stack : String(error) })
  }
})
process.on('disconnect', () => void db.$disconnect().then(() => process.exit(0)))
