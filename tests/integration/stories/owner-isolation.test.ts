import { expect, test } from 'vitest'
import {
  createSession,
  getLiveSession,
  hashSessionId,
  listSessions,
  renewSession,
  revokeAllSessions,
  revokeOtherSessions,
  revokeOwnSession,
} from '@/lib/accounts/session-store'
import type { UserId } from '@/lib/accounts/user-id'
import { findCredentialsById, savePasswordHash } from '@/lib/accounts/user-store'
import * as appExports from '@/lib/apps/export-store'
import * as apps from '@/lib/apps/store'
import * as exchanges from '@/lib/attempts/exchange-store'
import * as attempts from '@/lib/attempts/store'
import { db } from '@/lib/db'
import * as passkeys from '@/lib/factors/passkey-store'
import * as recoveryCodes from '@/lib/factors/recovery-code-store'
import * as factors from '@/lib/factors/store'
import { makeTotpSecret } from '@/lib/factors/totp'
import * as totps from '@/lib/factors/totp-store'
import * as fileExports from '@/lib/history/export-store'
import * as newFiles from '@/lib/history/new-file-store'
import * as successors from '@/lib/history/successor-store'
import * as history from '@/lib/history/store'
import { finishExchange, saveFile } from '@/lib/exchange'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { getAuthorizationUrl, openAttempt } from '@/lib/open-attempt'
import { settingsNameKey } from '@/lib/settings/name'
import { readToEnd } from '@/tests/support/read-to-end'
import { allow, begin, claim, control, exchange, makeSettings, newApp, newUser, tokenCalls, valuesOf } from './story'

const now = new Date()
const owner = await newUser()
const stranger = await newUser()
const app = await newApp()
const settingsId = await makeSettings(owner, app)
const { attempt, state } = await begin(owner, app)
const returnUrl = await allow(app, state)
const underWay = (await begin(owner, app, { settingsName: 'Under way' })).attempt
const { hold, vault } = await claim(owner, underWay.id)
await exchanges.keepAnswer(hold, vault, { status: 200, reason: null, body: '{}' })
await control('next', { endpoint: 'token', clientId: app.clientId, preset: 'html-200' })
const keptAttempt = (await exchange(owner, app, { settingsName: 'Kept' })).attempt
/** What a stranger would have to say to pass for the one who holds the attempt. */
const holdOf = (user: UserId) => ({ ...hold, userId: user })
const denied = { status: 'failed', failure: 'denied' } as const
const registrationId = attempt.registrationId ?? ''
const sessionId = await createSession(owner, { method: 'password', address: '192.0.2.1', userAgent: 'Firefox' }, now)

// Deleted a moment ago: the owner could have them back.
const other = await newApp()
const deletedFile = await makeSettings(owner, other)
const deletedApp = (await apps.findByClientId(owner, other.clientId))?.id ?? ''
await history.deleteSettingsFile(owner, deletedFile, now)
await apps.deleteAppRegistration(owner, deletedApp, now)

const passkey = { id: 'a-credential-of-the-owner', publicKey: 'AAAA', counter: 1n, transports: [], backedUp: false }
await passkeys.savePasskey(owner, passkey, 'Phone', now)
await totps.saveTotp(owner, makeTotpSecret(), 1, now)
const [recoveryCode = ''] = await recoveryCodes.replaceRecoveryCodes(owner, now)

const { platform, country, clientId, clientSecret, redirectUri, deviating } = valuesOf(app)
const values = { platform, country, clientId, clientSecret, redirectUri, deviating, name: 'Stolen' }
const file = {
  name: 'Stolen',
  nameKey: 'stolen',
  platform: 'exact-online',
  country: 'sandbox',
  appName: 'x',
  clientId: 'x',
  redirectUri: 'x',
  authorisedBy: null,
  authorisedUser: null,
  companies: [],
  proofFailure: null,
  refreshToken: 'x',
  xml: 'x',
  encryptStatement: 'x',
}

type Call = (user: UserId) => Promise<unknown>

/** Every function of the stores that takes the owner, called with the ids of `owner`: what a stranger gets. */
const calls: Record<string, Record<string, [call: Call, answer: unknown]>> = {
  apps: {
    listAppRegistrations: [apps.listAppRegistrations, []],
    getAppRegistration: [(user) => apps.getAppRegistration(user, registrationId), null],
    openClientSecret: [(user) => apps.openClientSecret(user, registrationId), null],
    openAllRegistrations: [(user) => readToEnd(appExports.openAllRegistrations(user, () => {})), []],
    readAllRegistrations: [(user) => readToEnd(appExports.readAllRegistrations(user)), []],
    openClientSecrets: [async (user) => [...(await apps.openClientSecrets(user, [registrationId]))], []],
    findAppRegistration: [(user) => apps.findAppRegistration(user, values), null],
    findByClientId: [(user) => apps.findByClientId(user, values.clientId), null],
    saveAppRegistration: [(user) => apps.saveAppRegistration(user, values, registrationId, now), 'missing'],
    deleteAppRegistration: [(user) => apps.deleteAppRegistration(user, registrationId), false],
    findDeletedRegistration: [(user) => apps.findDeletedRegistration(user, deletedApp, now), null],
    restoreAppRegistration: [(user) => apps.restoreAppRegistration(user, deletedApp, now), false],
  },
  attempts: {
    createAttempt: [
      (user) =>
        attempts.createAttempt(
          user,
          {
            ...valuesOf(app),
            registrationId,
            settingsName: 'Stolen',
            addresses: {
              issuer: 'x',
              authorizeUrl: 'x',
              tokenUrl: 'x',
              apiUrl: 'x',
            },
          },
          now,
        ),
      expect.anything(),
    ],
    getAttempt: [(user) => attempts.getAttempt(user, attempt.id), null],
    findAttemptByState: [(user) => attempts.findAttemptByState(user, state), null],
    listOpenAttempts: [(user) => attempts.listOpenAttempts(user, now), []],
    openState: [(user) => attempts.openState(user, attempt.id, now), null],
    noteCode: [(user) => attempts.noteCode(user, attempt, attempts.seeCode(attempt, 'a code', now)), undefined],
  },
  exchanges: {
    claimWrites: [(user) => exchanges.claimWrites(user, attempt.id, undefined, now), null],
    releaseOf: [(user) => exchanges.releaseOf(holdOf(user)), { count: 0 }],
    requireHold: [(user) => exchanges.requireHold(holdOf(user)), Error],
    keepAnswer: [(user) => exchanges.keepAnswer(holdOf(user), vault, {}), undefined],
    openAnswer: [(user) => exchanges.openAnswer(holdOf(user)), null],
    listOwnKeptAnswers: [exchanges.listOwnKeptAnswers, []],
    openKeptAnswer: [(user) => exchanges.openKeptAnswer(user, keptAttempt.id), null],
    // Under the key of whoever asks, for a row that is not theirs: it opens nowhere.
    sealKeptAnswer: [(user) => exchanges.sealKeptAnswer(user, keptAttempt.id, {}, null, now), expect.anything()],
    endingOf: [async (user) => exchanges.endingOf({ userId: user, id: attempt.id }, denied, now), Error],
    'endingOf with a hold': [async (user) => exchanges.endingOf(holdOf(user), denied, now), Error],
    doneOf: [async (user) => exchanges.doneOf(holdOf(user), now), Error],
  },
  history: {
    getSettingsFile: [(user) => history.getSettingsFile(user, settingsId), null],
    openSettingsFile: [(user) => history.openSettingsFile(user, settingsId, 'xml'), null],
    openSettingsField: [(user) => history.openSettingsField(user, settingsId, 'xml'), null],
    openAllFiles: [(user) => readToEnd(fileExports.openAllFiles(user, () => {})), []],
    readAllFiles: [(user) => readToEnd(fileExports.readAllFiles(user)), []],
    listSettingsFiles: [(user) => history.listSettingsFiles(user), { rows: [], nextCursor: null }],
    isNameTaken: [(user) => history.isNameTaken(user, settingsNameKey('Kantoor')), false],
    findSettingsFileIds: [(user) => history.findSettingsFileIds(user, [settingsId]), []],
    findSuccessors: [
      async (user) => {
        const superseded = await history.getSettingsFile(owner, settingsId)
        return [...(await successors.findSuccessors(user, superseded ? [{ ...superseded, supersededAt: now }] : []))]
      },
      [],
    ],
    listLivingOfClient: [(user) => history.listLivingOfClient(user, app.clientId, now), []],
    findFileOfAttempt: [(user) => newFiles.findFileOfAttempt(user, attempt.id), null],
    settingsFileWrites: [(user) => saveFile(holdOf(user), file), Error],
    deleteSettingsFile: [(user) => history.deleteSettingsFile(user, settingsId), false],
    findDeletedFile: [(user) => history.findDeletedFile(user, deletedFile, now), null],
    restoreSettingsFile: [(user) => history.restoreSettingsFile(user, deletedFile, now), false],
  },
  factors: {
    hasSecondFactor: [factors.hasSecondFactor, false],
    factorRemovals: [async (user) => db.$transaction(factors.factorRemovals(user)), Array(3).fill({ count: 0 })],
    deleteFactors: [factors.deleteFactors, undefined],
    listPasskeys: [passkeys.listPasskeys, []],
    savePasskey: [(user) => passkeys.savePasskey(user, passkey, 'Stolen', now), 'exists'],
    renamePasskey: [(user) => passkeys.renamePasskey(user, passkey.id, 'Stolen'), false],
    deletePasskey: [(user) => passkeys.deletePasskey(user, passkey.id), false],
    findOwnPasskey: [(user) => passkeys.findOwnPasskey(user, passkey.id), null],
    notePasskeyUse: [(user) => passkeys.notePasskeyUse(user, passkey.id, 9n, true, now), false],
    getTotp: [totps.getTotp, null],
    takeTotpCode: [(user) => totps.takeTotpCode(user, '123456', now), 'none'],
    saveTotp: [(user) => totps.saveTotp(user, makeTotpSecret(), 1, now), undefined],
    deleteTotp: [(user) => totps.deleteTotp(user), false],
    countRecoveryCodes: [recoveryCodes.countRecoveryCodes, { left: 0, createdAt: null }],
    takeRecoveryCode: [(user) => recoveryCodes.takeRecoveryCode(user, recoveryCode, now), false],
    deleteRecoveryCodes: [(user) => recoveryCodes.deleteRecoveryCodes(user), false],
    replaceRecoveryCodes: [(user) => recoveryCodes.replaceRecoveryCodes(user, now), expect.any(Array)],
  },
}
const stores = {
  apps: { ...apps, ...appExports },
  attempts,
  exchanges,
  history: { ...history, ...fileExports, ...newFiles, ...successors },
  factors: { ...factors, ...passkeys, ...totps, ...recoveryCodes },
}
/** Pure, or the portal's own work for nobody in particular (recover-exchanges.ts, jobs.ts): no door reaches it with an id. */
const withoutOwner = [
  'isStateOf',
  'seeCode',
  'attemptPlace',
  'clientSecretPlace',
  'visible',
  'summary',
  'attemptLifeMs',
  'secretFields',
  'settingsFilePlace',
  'fileNameOf',
  'spoolPlace',
  'leaseEnd',
  'keepHold',
  'HoldLost',
  'totpPlace',
  'mostPasskeys',
  // Nobody is logged in yet: whoever answers with the passkey is its owner.
  'findPasskey',
]
const every = Object.entries(calls).flatMap(([store, group]) =>
  Object.entries(group).map(([name, row]) => [`${store}/${name}`, ...row] as const),
)

const rowsOfOwner = async () => {
  const where = { userId: owner }
  return [
    await db.appRegistration.findMany({ where, orderBy: { id: 'asc' } }),
    await db.attempt.findMany({ where, orderBy: { id: 'asc' } }),
    await db.settingsFile.findMany({ where, orderBy: { id: 'asc' } }),
    await db.session.findMany({ where, orderBy: { idHash: 'asc' } }),
    await db.passkey.findMany({ where, orderBy: { id: 'asc' } }),
    await db.totp.findMany({ where }),
    await db.recoveryCode.findMany({ where, orderBy: { codeHash: 'asc' } }),
  ]
}

test('every function of the stores is in the table above', () => {
  for (const [name, store] of Object.entries(stores)) {
    expect([...Object.keys(calls[name] ?? {}), ...withoutOwner].sort()).toEqual(expect.arrayContaining(Object.keys(store).sort()))
  }
})

test.each(every)('%s: a stranger sees and changes nothing', async (_, call, answer) => {
  const before = await rowsOfOwner()
  if (answer === Error) await expect(call(stranger)).rejects.toThrow()
  else expect(await call(stranger)).toEqual(answer)
  expect(await rowsOfOwner()).toEqual(before)
  await db.attempt.deleteMany({ where: { userId: stranger } })
  await factors.deleteFactors(stranger)
})

test.each(every)('%s: without a user it throws, and changes nothing', async (_, call) => {
  const before = await rowsOfOwner()
  const count = await db.attempt.count()
  await expect((async () => call(undefined as unknown as UserId))()).rejects.toThrow()
  expect(await rowsOfOwner()).toEqual(before)
  expect(await db.attempt.count()).toBe(count)
})

test('an undefined in any where is refused instead of matching everything', async () => {
  const nobody = undefined as unknown as string
  await expect((async () => db.settingsFile.findMany({ where: { userId: nobody } }))()).rejects.toThrow(/undefined/)
  await expect((async () => db.attempt.updateMany({ where: { userId: nobody }, data: { status: 'failed' } }))()).rejects.toThrow(
    /undefined/,
  )
  await expect((async () => db.appRegistration.deleteMany({ where: { userId: nobody } }))()).rejects.toThrow(/undefined/)
})

test('the story of a stranger goes nowhere with an attempt of the owner', async () => {
  const [calls, before] = [tokenCalls(), await rowsOfOwner()]
  expect((await exchangeReturnUrl(stranger, attempt, returnUrl)).ok).toBe(false)
  await expect(
    finishExchange(holdOf(stranger), underWay, { status: 200, reason: null, body: '{}', code: '', clientSecret: '' }),
  ).resolves.toMatchObject({ ok: false })
  expect(await getAuthorizationUrl(stranger, attempt)).toBeNull()
  expect(tokenCalls()).toBe(calls)
  expect(await rowsOfOwner()).toEqual(before)
})

test('a registration of the owner lends a stranger no secret', async () => {
  const before = await rowsOfOwner()
  const opened = await openAttempt(stranger, { ...valuesOf(app), clientSecret: '', registrationId })
  expect(opened).toEqual({ ok: false, field: 'clientSecret', problem: 'fillIn' })
  expect(await rowsOfOwner()).toEqual(before)
})

test('two users may register the same app, each with rows of their own', async () => {
  const shared = (await control('app', { name: 'Shared', redirectUri: 'https://shared.test/back' })) as typeof app
  const ids = [await makeSettings(owner, shared), await makeSettings(stranger, shared)]
  expect(await history.getSettingsFile(stranger, ids[0] ?? '')).toBeNull()
  expect(await history.getSettingsFile(owner, ids[1] ?? '')).toBeNull()
})

test('sessions and passwords are touched for their owner alone', async () => {
  const hash = (await findCredentialsById(owner))?.passwordHash
  await revokeOtherSessions(stranger, 'none', now)
  await revokeAllSessions(stranger, now)
  expect(await revokeOwnSession(stranger, hashSessionId(sessionId), now)).toBe(false)
  expect(await renewSession(stranger, hashSessionId(sessionId), now)).toBeNull()
  await savePasswordHash(stranger, 'changed', now)
  expect(await listSessions(stranger)).toEqual([])
  expect((await listSessions(owner)).map(({ idHash }) => idHash)).toEqual([hashSessionId(sessionId)])
  expect((await getLiveSession(sessionId, now))?.user.id).toBe(owner)
  expect((await findCredentialsById(owner))?.passwordHash).toEqual(hash)
})

test.each(['', '\u0000', 'undefined', '../1', "' OR 1=1 --", '%', 'x'.repeat(10_000)])(
  'an id that nobody gave out, %j, is found nowhere',
  async (id) => {
    expect(await apps.getAppRegistration(owner, id)).toBeNull()
    expect(await apps.deleteAppRegistration(owner, id)).toBe(false)
    expect(await attempts.getAttempt(owner, id)).toBeNull()
    expect(await attempts.findAttemptByState(owner, id)).toBeNull()
    expect(await history.getSettingsFile(owner, id)).toBeNull()
    expect(await history.openSettingsField(owner, id, 'xml')).toBeNull()
    expect(await history.deleteSettingsFile(owner, id)).toBe(false)
    expect(await passkeys.findPasskey(id)).toBeNull()
    expect(await passkeys.findOwnPasskey(owner, id)).toBeNull()
    expect(await passkeys.deletePasskey(owner, id)).toBe(false)
    expect(await recoveryCodes.takeRecoveryCode(owner, id, now)).toBe(false)
  },
)
