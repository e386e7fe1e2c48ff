// What a page, an action or the portal's own tidying asks of its database costs the same however many rows there are: each statement of each store
// finds its rows by an index. Both databases are asked how they would go about it, with so many rows that they would rather read a whole table.
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import * as administration from '@/lib/accounts/administration-store'
import * as challenges from '@/lib/accounts/challenge-store'
import * as leases from '@/lib/accounts/lease-store'
import * as links from '@/lib/accounts/mail-link-store'
import * as rateLimits from '@/lib/accounts/rate-limit-store'
import type { Administrator } from '@/lib/accounts/require-user'
import * as sessions from '@/lib/accounts/session-store'
import * as users from '@/lib/accounts/user-store'
import * as apps from '@/lib/apps/store'
import * as exchanges from '@/lib/attempts/exchange-store'
import * as keptAnswers from '@/lib/attempts/kept-answer-store'
import * as recovery from '@/lib/attempts/recovery-store'
import * as attempts from '@/lib/attempts/store'
import * as audit from '@/lib/audit/store'
import * as budget from '@/lib/budget/store'
import { commit, db } from '@/lib/db'
import { env } from '@/lib/env'
import * as passkeys from '@/lib/factors/passkey-store'
import * as recoveryCodes from '@/lib/factors/recovery-code-store'
import * as factors from '@/lib/factors/store'
import { makeTotpSecret } from '@/lib/factors/totp'
import * as totps from '@/lib/factors/totp-store'
import * as forgetting from '@/lib/forget-store'
import * as health from '@/lib/health-store'
import { historySorts } from '@/lib/history/cursor'
import * as fileExports from '@/lib/history/export-store'
import * as newFiles from '@/lib/history/new-file-store'
import * as successors from '@/lib/history/successor-store'
import type { HistoryQuery } from '@/lib/history/query'
import * as history from '@/lib/history/store'
import { tokenStates } from '@/lib/history/token-life'
import * as metrics from '@/lib/metrics-store'
import * as identities from '@/lib/sign-on/identity-store'
import * as rotation from '@/lib/vault/rotation-store'
import * as vaults from '@/lib/vault/vault-store'
import { saveFile } from '@/lib/exchange'
import { copyRow } from '@/tests/support/copy-rows'
import { query } from '@/tests/support/migration-databases'
import { readToEnd } from '@/tests/support/read-to-end'
import { explain, renderPlan } from '@/tests/support/query-plans'
import { countCall } from '@/tests/support/taken'
import { watchStatements, type Statement } from '@/tests/support/watch-statements.mjs'
import { listExports, readSourceFiles } from '@/tests/support/source-files'
import { begin, claim, makeSettings, newApp, newUser, userOf, valuesOf } from './story'

const now = new Date()
const url = env.DATABASE_URL
const sent: Statement[] = []
watchStatements((statement) => sent.push(statement))

const owner = await newUser()
const by = userOf(owner, 'administrator@kantoor.test', { role: 'administrator' }) as Administrator
const app = await newApp()
const settingsId = await makeSettings(owner, app)
const { attempt, state } = await begin(owner, app, { settingsName: 'Open' })
const held = await claim(owner, (await begin(owner, app, { settingsName: 'Under way' })).attempt.id)
await exchanges.keepAnswer(held.hold, held.vault, { status: 200, reason: null, body: '{}' })
const registrationId = attempt.registrationId ?? ''
const sessionId = await sessions.createSession(owner, { method: 'password', address: '192.0.2.1', userAgent: 'Firefox' }, now)
const session = { idHash: sessions.hashSessionId(sessionId), lastSeenAt: new Date(0), address: '' }
const challenge = await challenges.beginChallenge('own-passkey', owner, {}, now)
const link = await links.makeLink({ purpose: 'invitation', email: 'new@kantoor.test', userId: owner }, now)
const passkey = { id: 'a-credential', publicKey: 'AAAA', counter: 1n, transports: [], backedUp: false }
await passkeys.savePasskey(owner, passkey, 'Phone', now)
await totps.saveTotp(owner, makeTotpSecret(), 1, now)
await recoveryCodes.replaceRecoveryCodes(owner, now)
const person = { issuer: 'https://login.test', subject: 'zoe', email: 'zoe@kantoor.test' }
await identities.linkIdentity(owner, person, now)
const limit = { free: 5, maximumWaitMs: 1_000, windowMs: 60_000 }
await rateLimits.takeTry('a key', limit, now)

const rows = 30_000
const own = 3_000

/** Of everything that grows with use; of what one user may have many of, a tenth is one user's. */
async function fill(): Promise<void> {
  const id = (column: string) => `"${column}" = '${column === 'userId' ? owner : settingsId}'`
  const mostly = (other: string) => `CASE WHEN n < ${own} THEN '${owner}' ELSE ${other} END`
  const copy = (table: string, of: string, changes: Parameters<typeof copyRow>[1]['changes']) =>
    copyRow(url, { table, of, count: rows, changes })
  await copy('User', `"id" = '${owner}'`, ({ id, text, minutesAgo }) => ({
    ...{ id, email: `'user-' || ${text}`, createdAt: minutesAgo, passwordHash: `'${'x'.repeat(97)}'` },
  }))
  await copy('DataKey', id('userId'), ({ id }) => ({ id, userId: id }))
  await copy('Session', id('userId'), ({ id, minutesAgo }) => ({
    ...{ idHash: id, userId: mostly(id), createdAt: minutesAgo, lastSeenAt: minutesAgo },
    expiresAt: minutesAgo,
  }))
  await copy('Challenge', id('userId'), ({ id, minutesAgo }) => ({ idHash: id, userId: id, expiresAt: minutesAgo }))
  await copy('Passkey', id('userId'), ({ id }) => ({ id, userId: id }))
  await copy('Totp', id('userId'), ({ id }) => ({ id, userId: id }))
  await copy('RecoveryCode', id('userId'), ({ id }) => ({ codeHash: id, userId: id }))
  await copy('SignOnIdentity', id('userId'), ({ id }) => ({ id, userId: id, subject: id }))
  await copy('MailLink', id('userId'), ({ id, minutesAgo }) => ({
    ...{ id, tokenHash: id, userId: id, email: id, createdAt: minutesAgo, expiresAt: minutesAgo, purpose: `'sign-up'` },
  }))
  await copy('RateLimit', `"key" = 'a key'`, ({ id, minutesAgo }) => ({ key: id, windowEndsAt: minutesAgo }))
  await copy('AppRegistration', id('userId'), ({ id, minutesAgo }) => ({
    ...{ id, userId: mostly(id), clientId: id, updatedAt: minutesAgo },
  }))
  await copy('Attempt', `"status" = 'done'`, ({ id, minutesAgo }) => ({
    ...{ id, userId: mostly(id), registrationId: id, stateHash: id, createdAt: minutesAgo, expiresAt: minutesAgo, endedAt: minutesAgo },
  }))
  await copy('SettingsFile', `"id" = '${settingsId}'`, ({ id, text, minutesAgo }) => ({
    ...{ id, userId: mostly(id), attemptId: id, name: text, nameKey: text, searchKey: text, createdAt: minutesAgo },
    // Most were made with one app, and are superseded.
    supersededAt: `CASE WHEN n % 100 > 0 THEN ${minutesAgo} END`,
  }))
  await copy('TokenCall', `"outcome" = 'granted'`, ({ id, minutesAgo }) => ({ clientKey: id, at: minutesAgo }))
  await copy('AuditEntry', `"chain" = '${owner}' AND "sequence" = 1`, ({ id }) => ({ chain: mostly(id), sequence: 'n + 1000', hash: id }))
  // Somebody who tries names: among so many the acts of administrators are few.
  await copy('AuditEntry', `"chain" = '${owner}' AND "sequence" = 1`, ({ id }) => ({
    ...{ chain: `'portal'`, sequence: 'n + 1000', hash: id, kind: `'log-in-failed'` },
  }))
  await copy('AuditHead', `"chain" = '${owner}'`, ({ id }) => ({ chain: id }))
  // SQLite plans by its indexes alone: nobody counts the rows of a portal's for it. PostgreSQL does so by itself before long.
  // It waits for its own commits here, as it does anywhere but in tests: what is not on the disk yet does not count as seen by all.
  if (!url.startsWith('file:')) await query(`${url}?options=-csynchronous_commit=on`, 'VACUUM ANALYZE')
}

const historyQueries: HistoryQuery[] = historySorts.flatMap((sort) => [
  { sort },
  ...['sandbox', 'be'].map((country) => ({ sort, platform: 'exact-online', country })),
  ...['1', '12', '123', '123 4', '1%', '1_'].map((search) => ({ sort, search })),
  ...tokenStates.flatMap((state) => [
    { sort, state },
    { sort, state, search: '12', country: 'sandbox' },
  ]),
])

async function readThreePages(asked: HistoryQuery): Promise<void> {
  let cursor: string | undefined
  for (let page = 0; page < 3; page++) cursor = (await history.listSettingsFiles(owner, { ...asked, cursor }, now)).nextCursor ?? undefined
}

const file = {
  ...{ name: 'New', nameKey: 'new', platform: 'exact-online', country: 'sandbox', appName: 'x', clientId: app.clientId, redirectUri: 'x' },
  ...{ authorisedBy: 'Zoë', authorisedUser: 'zoe', companies: [], proofFailure: null, refreshToken: 'x', xml: 'x', encryptStatement: 'x' },
}
const { platform, country, clientId, clientSecret, redirectUri, deviating } = valuesOf(app)
const registration = { platform, country, clientId, clientSecret, redirectUri, deviating, name: 'App' }
const addresses = { issuer: 'x', authorizeUrl: 'x', tokenUrl: 'x', apiUrl: 'x' }
const begun = async () => (await claim(owner, (await begin(owner, app, { settingsName: 'Begun' })).attempt.id)).hold
const denied = { status: 'failed', failure: 'denied' } as const

type Calls = Record<string, () => Promise<unknown>>

/** Every function of every store, as its doors call it. */
const calls: Record<string, Calls> = {
  'accounts/administration-store': {
    // What is found nowhere was looked for in every address there is: among all accounts nothing else answers for a part of one.
    listAccounts: async () => {
      const { after } = await administration.listAccounts(by, { search: '', after: null }, now)
      for (const search of ['', 'user-2', '1'])
        for (const from of [null, after]) await administration.listAccounts(by, { search, after: from }, now)
    },
    getAccount: () => administration.getAccount(by, owner, now),
    listAddresses: () => administration.listAddresses(by, [owner, randomUUID()]),
    listInvitations: () => administration.listInvitations(by, now),
    withdrawInvitation: () => administration.withdrawInvitation(by, link.id),
    hasOtherAdministrator: () => administration.hasOtherAdministrator(owner),
    officeOf: async () => administration.officeOf(owner, 'user'),
    doorOf: async () => administration.doorOf(owner, null),
  },
  'accounts/challenge-store': {
    beginChallenge: () => challenges.beginChallenge('passkey', null, {}, now),
    findChallenge: () => challenges.findChallenge(challenge, 'own-passkey', now),
    keepDetail: () => challenges.keepDetail(challenge, 'own-passkey', {}, now),
    countTry: () => challenges.countTry(challenge, 'own-passkey', 5, now),
    takeChallenge: () => challenges.takeChallenge(challenge, 'own-passkey', now),
    dropChallenges: () => challenges.dropChallenges(owner),
    deleteStaleChallenges: () => challenges.deleteStaleChallenges(new Date(0)),
  },
  'history/export-store': {
    readAllFiles: () => readToEnd(fileExports.readAllFiles(owner)),
    openAllFiles: () => readToEnd(fileExports.openAllFiles(owner, () => {})),
  },
  'accounts/lease-store': {
    takeLease: async () => {
      const lease = await leases.takeLease('a key', 1_000, now)
      await lease?.renew(now)
      await lease?.end()
    },
  },
  'accounts/mail-link-store': {
    makeLink: () => links.makeLink({ purpose: 'sign-up', email: 'a@kantoor.test', userId: owner }, now),
    findLink: () => links.findLink(link.token, links.linkPurposes, now),
    takeLink: () => links.takeLink(link.token, links.linkPurposes, now),
    dropLinks: () => links.dropLinks(owner),
    deleteStaleLinks: () => links.deleteStaleLinks(new Date(0)),
  },
  'accounts/rate-limit-store': {
    getCount: () => rateLimits.getCount('a key', now),
    takeTry: () => rateLimits.takeTry('a key', limit, now),
    forgiveTries: () => rateLimits.forgiveTries(['a key', 'another']),
    deleteStaleCounts: () => rateLimits.deleteStaleCounts(new Date(0)),
  },
  'accounts/session-store': {
    createSession: () => sessions.createSession(owner, { method: 'password', address: '', userAgent: '' }, now),
    getLiveSession: () => sessions.getLiveSession(sessionId, now),
    noteSeen: () => sessions.noteSeen(session, '192.0.2.2', now),
    listSessions: () => sessions.listSessions(owner),
    renewSession: () => sessions.renewSession(owner, session.idHash, now),
    revokeSession: () => sessions.revokeSession(sessionId, now),
    revokeOwnSession: () => sessions.revokeOwnSession(owner, session.idHash, now),
    revokeOtherSessions: () => sessions.revokeOtherSessions(owner, session.idHash, now),
    revokeAllSessions: () => sessions.revokeAllSessions(owner, now),
  },
  'accounts/user-store': {
    findCredentials: () => users.findCredentials('user-1'),
    findCredentialsById: () => users.findCredentialsById(owner),
    createUser: () => users.createUser({ email: 'another@kantoor.test', passwordHash: null }, now),
    hasPassword: () => users.hasPassword(owner),
    savePasswordHash: () => users.savePasswordHash(owner, 'x', now),
    renewPasswordHash: () => users.renewPasswordHash(owner, 'x', 'y'),
    saveEmail: () => users.saveEmail(owner, 'moved@kantoor.test', now),
    saveDeletion: () => users.saveDeletion(owner, null),
    listDueDeletions: () => users.listDueDeletions(now),
    removalOf: async () => users.removalOf(await newUser()),
    savePreferences: () => users.savePreferences(owner, { locale: null }),
  },
  'apps/store': {
    listAppRegistrations: () => apps.listAppRegistrations(owner),
    getAppRegistration: () => apps.getAppRegistration(owner, registrationId),
    openClientSecret: () => apps.openClientSecret(owner, registrationId),
    openClientSecrets: () => apps.openClientSecrets(owner, [registrationId]),
    findAppRegistration: () => apps.findAppRegistration(owner, valuesOf(app)),
    findByClientId: async () => [await apps.findByClientId(owner, app.clientId), await apps.findByClientId(owner, 'none')],
    saveAppRegistration: () => apps.saveAppRegistration(owner, registration, registrationId, now),
    deleteAppRegistration: () => apps.deleteAppRegistration(owner, registrationId, now),
    findDeletedRegistration: () => apps.findDeletedRegistration(owner, registrationId, now),
    restoreAppRegistration: () => apps.restoreAppRegistration(owner, registrationId, now),
  },
  'attempts/store': {
    createAttempt: () => attempts.createAttempt(owner, { ...valuesOf(app), registrationId, settingsName: 'x', addresses }, now),
    getAttempt: () => attempts.getAttempt(owner, attempt.id),
    findAttemptByState: () => attempts.findAttemptByState(owner, state),
    listOpenAttempts: () => attempts.listOpenAttempts(owner, now),
    openState: () => attempts.openState(owner, attempt.id, now),
    noteCode: () => attempts.noteCode(owner, attempt, attempts.seeCode(attempt, 'a code', now)),
  },
  'attempts/exchange-store': {
    claimWrites: begun,
    releaseOf: async () => exchanges.releaseOf(await begun()),
    requireHold: () => exchanges.requireHold(held.hold),
    keepAnswer: () => exchanges.keepAnswer(held.hold, held.vault, {}),
    openAnswer: () => exchanges.openAnswer(held.hold),
    endingOf: async () => exchanges.endingOf(await begun(), denied, now),
    doneOf: async () => exchanges.doneOf(await begun(), now),
    sealKeptAnswer: () => exchanges.sealKeptAnswer(owner, attempt.id, {}, null, now),
    listOwnKeptAnswers: () => exchanges.listOwnKeptAnswers(owner),
    openKeptAnswer: () => exchanges.openKeptAnswer(owner, attempt.id),
  },
  'attempts/kept-answer-store': {
    findKeptAnswer: () => keptAnswers.findKeptAnswer(attempt.id),
    listKeptAnswers: () => keptAnswers.listKeptAnswers(),
    countKeptAnswers: () => keptAnswers.countKeptAnswers(),
    forgetKeptAnswers: () => keptAnswers.forgetKeptAnswers(new Date(0)),
  },
  'attempts/recovery-store': {
    listStale: () => recovery.listStale(now),
    takeOverAbandoned: () => recovery.takeOverAbandoned(new Date(0)),
    findSpooled: () => recovery.findSpooled(attempt.id, now),
    adoptAnswer: async () => {
      const sealed = held.vault.seal(JSON.stringify({ clientSecret: 'x' }), exchanges.spoolPlace(attempt.id))
      await recovery.adoptAnswer({ id: attempt.id, userId: owner, status: 'none', fence: 0, isHeld: false }, sealed, now)
    },
  },
  'audit/store': {
    auditWrites: () => commit(async () => ({ value: null, writes: await audit.auditWrites(owner, 'logged-out', {}, now) })),
    appendAudit: () => audit.appendAudit('portal', 'user-disabled', { user: owner }, now),
    listActivity: async () => audit.listActivity(owner, (await audit.listActivity(owner, null)).before),
    listAdministrativeActs: async () => [await audit.listAdministrativeActs(by, null), await audit.listAdministrativeActs(by, 900)],
  },
  'budget/store': {
    getBudget: () => budget.getBudget({ ...valuesOf(app), owner }, now),
    getBudgets: () =>
      budget.getBudgets(
        [
          { ...valuesOf(app), owner },
          { ...valuesOf(app), owner, clientId: 'another' },
        ],
        now,
      ),
    countSpentBudgets: () => budget.countSpentBudgets(now),
    callWrites: async () => {
      await (await countCall({ ...valuesOf(app), owner }, now))?.settle('granted')
      await (await countCall({ ...valuesOf(app), owner, clientId: 'another' }, now))?.takeBack()
    },
    deleteOldCalls: () => budget.deleteOldCalls(new Date(0)),
  },
  'factors/passkey-store': {
    listPasskeys: () => passkeys.listPasskeys(owner),
    savePasskey: () => passkeys.savePasskey(owner, { ...passkey, id: 'another' }, 'Key', now),
    renamePasskey: () => passkeys.renamePasskey(owner, passkey.id, 'Phone'),
    findPasskey: () => passkeys.findPasskey(passkey.id),
    findOwnPasskey: () => passkeys.findOwnPasskey(owner, passkey.id),
    notePasskeyUse: () => passkeys.notePasskeyUse(owner, passkey.id, 9n, true, now),
    deletePasskey: () => passkeys.deletePasskey(owner, passkey.id),
  },
  'factors/recovery-code-store': {
    countRecoveryCodes: () => recoveryCodes.countRecoveryCodes(owner),
    takeRecoveryCode: () => recoveryCodes.takeRecoveryCode(owner, 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA', now),
    replaceRecoveryCodes: () => recoveryCodes.replaceRecoveryCodes(owner, now),
    deleteRecoveryCodes: () => recoveryCodes.deleteRecoveryCodes(owner),
  },
  'factors/store': {
    hasSecondFactor: () => factors.hasSecondFactor(owner),
    factorRemovals: () => db.$transaction(factors.factorRemovals(owner)),
    deleteFactors: () => factors.deleteFactors(owner),
  },
  'factors/totp-store': {
    saveTotp: () => totps.saveTotp(owner, makeTotpSecret(), 1, now),
    getTotp: () => totps.getTotp(owner),
    takeTotpCode: () => totps.takeTotpCode(owner, '123456', now),
    deleteTotp: () => totps.deleteTotp(owner),
  },
  'forget-store': { forgetDeleted: () => forgetting.forgetDeleted(new Date(0)) },
  'health-store': { isDatabaseAlive: health.isDatabaseAlive, getMigrations: health.getMigrations },
  'history/successor-store': {
    findSuccessors: async () =>
      successors.findSuccessors(owner, (await history.listSettingsFiles(owner, { state: 'superseded' }, now)).rows),
  },
  'history/new-file-store': {
    findFileOfAttempt: () => newFiles.findFileOfAttempt(owner, attempt.id),
    settingsFileWrites: async () => saveFile(await begun(), file),
  },
  'history/store': {
    getSettingsFile: () => history.getSettingsFile(owner, settingsId),
    openSettingsFile: () => history.openSettingsFile(owner, settingsId, 'xml'),
    openSettingsField: () => history.openSettingsField(owner, settingsId, 'xml'),
    listSettingsFiles: async () => {
      for (const asked of historyQueries) await readThreePages(asked)
    },
    isNameTaken: () => history.isNameTaken(owner, 'kantoor'),
    findSettingsFileIds: () => history.findSettingsFileIds(owner, [settingsId, randomUUID()]),
    listLivingOfClient: () => history.listLivingOfClient(owner, app.clientId, now),
    deleteSettingsFile: () => history.deleteSettingsFile(owner, settingsId, now),
    findDeletedFile: () => history.findDeletedFile(owner, settingsId, now),
    restoreSettingsFile: () => history.restoreSettingsFile(owner, settingsId, now),
  },
  'metrics-store': { readStock: () => metrics.readStock(now) },
  'sign-on/identity-store': {
    findIdentity: () => identities.findIdentity(person.issuer, person.subject),
    findAccount: () => identities.findAccount('user-1', person.issuer),
    linkIdentity: () => identities.linkIdentity(owner, person, now),
    listIdentities: () => identities.listIdentities(owner),
    noteIdentityUse: () => identities.noteIdentityUse(owner, person, now),
    unlinkIdentity: () => identities.unlinkIdentity(owner, 'none'),
  },
  'vault/rotation-store': { hasKeysAtHand: () => rotation.hasKeysAtHand(), countElsewhere: rotation.countElsewhere },
  'vault/vault-store': {
    listDataKeys: () => vaults.listDataKeys(owner),
    addDataKey: () => vaults.addDataKey(owner, now),
    rewrapDataKey: async () => {
      const [key] = await vaults.listDataKeys(owner)
      if (key) await vaults.rewrapDataKey(owner, key)
    },
    openVault: () => vaults.openVault(owner, now),
    openVaultWithKey: () => vaults.openVaultWithKey(owner, now),
    destroyDataKeys: async () => vaults.destroyDataKeys(await newUser()),
  },
}

/** What reads everything because that is its work: at a start, when keys change, and at the console of the operator, and the ids of all
 * registrations of a user for their export. Or nothing: it is pure. */
const others: Record<string, string[]> = {
  'accounts/administration-store': ['listAllAccounts'],
  'accounts/session-store': ['hashSessionId'],
  'accounts/user-store': ['countUsers'],
  'apps/export-store': ['openAllRegistrations', 'readAllRegistrations'],
  'apps/store': ['clientSecretPlace'],
  'attempts/exchange-store': ['leaseEnd', 'keepHold', 'spoolPlace'],
  'attempts/store': ['attemptPlace', 'isStateOf', 'seeCode'],
  'audit/store': ['isKeyRecorded'],
  'audit/verification-store': ['listChains', 'verifyChain'],
  'factors/totp-store': ['totpPlace'],
  'history/store': ['settingsFilePlace', 'fileNameOf', 'summary'],
  // pg-boss has tables and indexes of its own.
  'jobs/queue-store': ['takeTurn', 'countWaiting'],
  'vault/rotation-store': ['listKeyUse', 'requireKeys', 'checkKeys', 'rewrapSome'],
  'vault/vault-store': ['wrapDataKey', 'unwrapDataKey', 'isDamaged'],
}
const ofRotation = ['vault/reseal-store', 'vault/sealed-columns-store']

test('every function of the stores is called below', () => {
  const stores = readSourceFiles('lib').filter(({ path }) => /store\.ts$/.test(path))
  for (const file of stores) {
    const store = file.path.slice('lib/'.length, -'.ts'.length)
    if (ofRotation.includes(store)) continue
    const functions = listExports(file).map(({ name }) => name)
    const known = [...Object.keys(calls[store] ?? {}), ...(others[store] ?? [])]
    expect([store, ...functions.filter((name) => !name.endsWith('(no function)')).sort()]).toEqual([store, ...known.sort()])
  }
})

beforeAll(fill)

const every = Object.entries(calls).flatMap(([store, group]) =>
  Object.entries(group).map(([name, call]) => [`${store} ${name}`, call] as const),
)

test.each(every)('%s finds what it needs by an index', async (_, call) => {
  sent.length = 0
  await call()
  const plans = await explain(url, [...sent])
  expect(
    plans
      .filter(({ faults }) => faults.length > 0)
      .map(renderPlan)
      .join('\n\n'),
  ).toBe('')
})
