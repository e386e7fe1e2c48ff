import 'server-only'
import { takeLease, type Lease } from './accounts/lease-store'
import type { User } from './accounts/require-user'
import { listSessions } from './accounts/session-store'
import { openAllRegistrations, readAllRegistrations } from './apps/export-store'
import { listOwnKeptAnswers, openKeptAnswer } from './attempts/exchange-store'
import { appendAudit, listActivity } from './audit/store'
import type { Kept } from './exchange'
import { listPasskeys } from './factors/passkey-store'
import { getTotp } from './factors/totp-store'
import { openAllFiles, readAllFiles, type FileSecrets } from './history/export-store'
import { log } from './log.mjs'
import { asRawAnswer } from './oauth/raw-answer'
import { listIdentities } from './sign-on/identity-store'
import { VaultError } from './vault/seal'

/** A file of the archive: its path in it, and its text, whole or in pieces. */
export type ExportedFile = { path: string; text: string | AsyncIterable<string> }

const leaseMs = 2 * 60_000
// A ZIP archive lists 65,535 files at most, and each costs memory until its end: the secrets of further versions stand in one file.
const mostFolders = 5_000

let lastTurn: Promise<void> = Promise.resolve()
/** Of all exports one goes on in each turn of the event loop, and by one step: everybody else is answered in between. */
const nextTurn = () => (lastTurn = lastTurn.then(() => new Promise((resolve) => setImmediate(resolve))))

/** Step by step, as long as nobody else exports for the same user: whoever has not asked for the next piece for long has given up. */
async function* inSteps<Row>(lease: Lease, steps: AsyncIterable<Row[]>): AsyncGenerator<Row> {
  for await (const rows of steps) {
    yield* rows
    await nextTurn()
    if (!(await lease.renew(new Date()))) throw new Error('Another export has begun')
  }
}

const json = (path: string, value: unknown): ExportedFile => ({ path, text: `${JSON.stringify(value, null, 2)}\n` })

/** A JSON array, an element at a time. */
async function* jsonList(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  let lead = '[\n'
  for await (const row of rows) {
    yield `${lead}${JSON.stringify(row, null, 2)}`
    lead = ',\n'
  }
  yield lead === '[\n' ? '[]\n' : '\n]\n'
}

/** What does not open is left out, and said so in its place: one damaged row must not keep all the others. */
const tellDamage = (error: VaultError) => log.error('secret not opened', { error })

function* filesOf({ name, version, ...secrets }: FileSecrets): Generator<ExportedFile> {
  const files = { refreshToken: 'refresh-token.txt', xml: `settings-${name}.xml`, encryptStatement: 'encrypt-statement.txt' }
  for (const field of ['refreshToken', 'xml', 'encryptStatement'] as const) {
    const text = secrets[field]
    yield { path: `settings/${name}/version-${version}/${text === null ? 'NOT-OPENED-' : ''}${files[field]}`, text: text ?? '' }
  }
}

async function* settingsSecrets(user: User, lease: Lease): AsyncGenerator<ExportedFile> {
  const all = inSteps(lease, openAllFiles(user.id, tellDamage))
  for (let count = 0; count < mostFolders; count++) {
    const { value, done } = await all.next()
    if (done) return
    yield* filesOf(value)
  }
  const further = await all.next()
  if (further.done) return
  async function* rest() {
    yield further.value
    yield* all
  }
  yield { path: 'settings/further-versions.json', text: jsonList(rest()) }
}

/** Answers of the provider in which no token was found: they may hold one. */
async function* keptAnswers(user: User, lease: Lease): AsyncGenerator<ExportedFile> {
  async function* oneByOne() {
    for (const { id } of await listOwnKeptAnswers(user.id)) {
      const kept = await openKeptAnswer<Kept>(user.id, id).catch((error: unknown) => {
        if (!(error instanceof VaultError)) throw error
        tellDamage(error)
        return undefined
      })
      yield [{ id, kept }]
    }
  }
  for await (const { id, kept } of inSteps(lease, oneByOne())) {
    const { status, headers, bytes: body } = kept ? asRawAnswer(kept) : { status: null, headers: {}, bytes: '' }
    if (kept === undefined) yield { path: `kept-answers/NOT-OPENED-${id}.json`, text: '' }
    else yield json(`kept-answers/${id}.json`, { status, headers, body })
  }
}

async function* activitySteps(user: User) {
  for (let before: number | null = null; ;) {
    const page: Awaited<ReturnType<typeof listActivity>> = await listActivity(user.id, before)
    yield page.rows
    before = page.before
    if (before === null) return
  }
}

async function describeAccount(user: User, withSecrets: boolean, now: Date): Promise<ExportedFile> {
  const { id, email, role, createdAt, locale, timeZone } = user
  const [sessions, passkeys, totp, identities] = await Promise.all([listSessions(id), listPasskeys(id), getTotp(id), listIdentities(id)])
  const signIn = {
    sessions: sessions.map(({ idHash, ...session }) => (idHash === user.sessionIdHash ? { ...session, isThisOne: true } : session)),
    passkeys: passkeys.map(({ name, createdAt, lastUsedAt }) => ({ name, createdAt, lastUsedAt })),
    authenticatorApp: totp,
    singleSignOn: identities,
  }
  return json('account.json', { id, email, role, createdAt, language: locale, timeZone, exportedAt: now, withSecrets, ...signIn })
}

async function* filesOfUser(user: User, withSecrets: boolean, lease: Lease, now: Date): AsyncGenerator<ExportedFile> {
  try {
    await appendAudit(user.id, 'data-exported', { field: withSecrets ? 'xml' : undefined }, now)
    yield await describeAccount(user, withSecrets, now)
    const registrations = withSecrets ? openAllRegistrations(user.id, tellDamage) : readAllRegistrations(user.id)
    yield { path: 'app-registrations.json', text: jsonList(inSteps(lease, registrations)) }
    if (withSecrets) yield* settingsSecrets(user, lease)
    if (withSecrets) yield* keptAnswers(user, lease)
    yield { path: 'settings-history.json', text: jsonList(inSteps(lease, readAllFiles(user.id))) }
    yield { path: 'activity.json', text: jsonList(inSteps(lease, activitySteps(user))) }
  } finally {
    await lease.end()
  }
}

/**
 * Everything that is theirs, a file at a time; secrets only where they are asked for, and that is noted first.
 * @returns null while an export of the same user is under way, on whichever instance
 */
export async function exportUser(user: User, withSecrets: boolean, now = new Date()): Promise<AsyncGenerator<ExportedFile> | null> {
  const lease = await takeLease(`export ${user.id}`, leaseMs, now)
  return lease && filesOfUser(user, withSecrets, lease, now)
}
