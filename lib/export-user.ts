import 'server-only'
import type { User } from './accounts/require-user'
import { listSessions } from './accounts/session-store'
import { listAppRegistrations, openClientSecret } from './apps/store'
import { listOwnKeptAnswers, openKeptAnswer } from './attempts/exchange-store'
import { appendAudit, listActivity } from './audit/store'
import type { Kept } from './exchange'
import { listPasskeys } from './factors/passkey-store'
import { getTotp } from './factors/totp-store'
import { listSettingsFiles, openSettingsField, secretFields, type SettingsFileSummary } from './history/store'
import { log } from './log.mjs'
import { asRawAnswer } from './oauth/raw-answer'
import { listIdentities } from './sign-on/identity-store'
import { VaultError } from './vault/seal'

/** A file of the archive: its path in it, and its text. */
export type ExportedFile = { path: string; text: string }

const json = (path: string, value: unknown): ExportedFile => ({ path, text: `${JSON.stringify(value, null, 2)}\n` })

/** What does not open is left out, and said so in its place: one damaged row must not keep all the others. */
async function opened(open: () => Promise<string | null>): Promise<string | null> {
  return open().catch((error: unknown) => {
    if (!(error instanceof VaultError)) throw error
    log.error('secret not opened', { error })
    return null
  })
}

async function* settingsFiles(user: User, withSecrets: boolean): AsyncGenerator<ExportedFile> {
  const all: SettingsFileSummary[] = []
  let cursor: string | undefined
  do {
    const page = await listSettingsFiles(user.id, { sort: 'oldest', cursor })
    all.push(...page.rows)
    cursor = page.nextCursor ?? undefined
    if (!withSecrets) continue
    for (const { id, name, version } of page.rows) {
      const folder = `settings/${name}/version-${version}`
      for (const field of secretFields) {
        const text = await opened(() => openSettingsField(user.id, id, field))
        const file = { refreshToken: 'refresh-token.txt', xml: `settings-${name}.xml`, encryptStatement: 'encrypt-statement.txt' }[field]
        yield { path: `${folder}/${text === null ? `NOT-OPENED-${file}` : file}`, text: text ?? '' }
      }
    }
  } while (cursor)
  yield json('settings-history.json', all)
}

/** Answers of the provider in which no token was found: they may hold one. */
async function* keptAnswers(user: User): AsyncGenerator<ExportedFile> {
  for (const { id } of await listOwnKeptAnswers(user.id)) {
    const text = await opened(async () => {
      const kept = await openKeptAnswer<Kept>(user.id, id)
      const { status, headers, bytes: body } = kept ? asRawAnswer(kept) : { status: null, headers: {}, bytes: '' }
      return json('', { status, headers, body }).text
    })
    yield { path: `kept-answers/${text === null ? 'NOT-OPENED-' : ''}${id}.json`, text: text ?? '' }
  }
}

async function* activity(user: User): AsyncGenerator<ExportedFile> {
  const entries: unknown[] = []
  let before: number | null = null
  do {
    const page: Awaited<ReturnType<typeof listActivity>> = await listActivity(user.id, before)
    entries.push(...page.rows)
    before = page.before
  } while (before !== null)
  yield json('activity.json', entries)
}

/** Everything that is theirs, a file at a time; secrets only where they are asked for, and then each is noted first. */
export async function* exportUser(user: User, withSecrets: boolean, now = new Date()): AsyncGenerator<ExportedFile> {
  await appendAudit(user.id, 'data-exported', { field: withSecrets ? 'xml' : undefined }, now)
  const { id, email, role, createdAt, locale, timeZone } = user
  const [sessions, passkeys, totp, identities] = await Promise.all([listSessions(id), listPasskeys(id), getTotp(id), listIdentities(id)])
  const signIn = {
    sessions: sessions.map(({ idHash, ...session }) => (idHash === user.sessionIdHash ? { ...session, isThisOne: true } : session)),
    passkeys: passkeys.map(({ name, createdAt, lastUsedAt }) => ({ name, createdAt, lastUsedAt })),
    authenticatorApp: totp,
    singleSignOn: identities,
  }
  yield json('account.json', { id, email, role, createdAt, language: locale, timeZone, exportedAt: now, withSecrets, ...signIn })
  const registrations = await listAppRegistrations(id)
  const secretOf = async (row: string) => (withSecrets ? { clientSecret: await opened(() => openClientSecret(id, row)) } : {})
  yield json('app-registrations.json', await Promise.all(registrations.map(async (row) => ({ ...row, ...(await secretOf(row.id)) }))))
  yield* settingsFiles(user, withSecrets)
  if (withSecrets) yield* keptAnswers(user)
  yield* activity(user)
}
