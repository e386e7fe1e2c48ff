// What administrators do to accounts, and what they can not do: leave the portal without anybody who runs it.
import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test, vi } from 'vitest'
import { getAccount, hasOtherAdministrator, listAccounts, listAddresses, listInvitations } from '@/lib/accounts/administration-store'
import { findLink, linkLifeMs, makeLink, takeLink } from '@/lib/accounts/mail-link-store'
import type { Administrator } from '@/lib/accounts/require-user'
import { createSession, getLiveSession } from '@/lib/accounts/session-store'
import type { UserId } from '@/lib/accounts/user-id'
import { createUser, findCredentialsById, type Role } from '@/lib/accounts/user-store'
import * as administer from '@/lib/administer'
import { listActivity, listAdministrativeActs } from '@/lib/audit/store'
import { verifyChain } from '@/lib/audit/verification-store'
import { db } from '@/lib/db'
import { getMigrations } from '@/lib/health-store'
import { join } from '@/lib/join'

// Itself, but that a test may step in between two of its answers.
vi.mock('@/lib/accounts/administration-store', { spy: true })

const origin = { address: '203.0.113.7', userAgent: 'Test', device: null }

async function newAccount(role: Role = 'user', email = `${randomUUID()}@kantoor.test`) {
  const user = await createUser({ email, passwordHash: 'no hash: nobody logs in here', role }, new Date())
  if (!user) throw new Error('The account was not made')
  return { id: user.id, email }
}

async function newAdministrator(): Promise<Administrator> {
  const { id, email } = await newAccount('administrator')
  const now = new Date()
  return {
    ...{
      id: id as UserId,
      email,
      role: 'administrator',
      createdAt: now,
      deletionAt: null,
      locale: null,
      timeZone: null,
      tourEndedAt: null,
    },
    ...{ sessionIdHash: '', method: 'password', confirmedAt: now },
  } as Administrator
}

const newSession = (id: string) => createSession(id, { ...origin, method: 'password' }, new Date())
const isLive = async (sessionId: string) => (await getLiveSession(sessionId, new Date())) !== null
const roleOf = async (id: string) => (await findCredentialsById(id))?.role ?? null
const countAdministrators = () => db.user.count({ where: { role: 'administrator', disabledAt: null } })
const list = (by: Administrator, search: string, after: string | null = null) => listAccounts(by, { search, after }, new Date())
const done = { ok: true }
const refused = (problem: administer.AdministrationProblem) => ({ ok: false, problem })

async function kindsOf(chain: string): Promise<string[]> {
  return (await listActivity(chain as UserId, null)).rows.map(({ kind }) => kind)
}

// Who runs the portal is counted over all accounts: each test begins with one administrator, and with nobody else.
let by: Administrator
beforeEach(async () => {
  await db.user.deleteMany()
  await db.mailLink.deleteMany()
  by = await newAdministrator()
})

test('accounts are listed by address, fifty at a time, and found by a part of it', async () => {
  const mark = randomUUID().slice(0, 8)
  for (let number = 10; number < 63; number++) await newAccount('user', `${mark}.${number}@kantoor.test`)
  const first = await list(by, mark)
  expect(first.rows).toHaveLength(50)
  const second = await list(by, mark, first.after)
  expect(second.rows).toHaveLength(3)
  expect(second.after).toBeNull()
  const emails = [...first.rows, ...second.rows].map(({ email }) => email)
  expect(new Set(emails).size).toBe(53)
  expect((await list(by, ` ${mark.toUpperCase()}.42@KANTOOR `)).rows.map(({ email }) => email)).toEqual([`${mark}.42@kantoor.test`])
  // What LIKE would take for something else is in no address.
  for (const search of ['%', '\\', `${mark}\0`]) expect(await list(by, search)).toEqual({ rows: [], after: null })
  expect((await list(by, '')).rows).toHaveLength(50)
})

test('a row says how somebody comes in and how the account stands, and nothing else', async () => {
  const { id, email } = await newAccount()
  await newSession(id)
  await db.passkey.create({
    data: {
      id: randomUUID(),
      userId: id,
      name: 'Key of the office',
      publicKey: 'x',
      counter: 0,
      transports: '[]',
      backedUp: false,
      createdAt: new Date(),
    },
  })
  const row = await getAccount(by, id, new Date())
  expect(row).toEqual({
    ...{ id, email, role: 'user', createdAt: expect.any(Date), disabledAt: null, deletionAt: null, lastSeenAt: expect.any(Date) },
    ...{ hasPassword: true, passkeys: 1, totp: false, identities: 0, sessions: 1 },
  })
  expect((await list(by, email)).rows).toEqual([row])
  expect(await getAccount(by, randomUUID(), new Date())).toBeNull()
})

test('an invitation makes an account of its role, once', async () => {
  const email = `${randomUUID()}@kantoor.test`
  expect(await administer.invite(by, { email, role: 'administrator', locale: 'nl' })).toEqual(done)
  expect(await listInvitations(by, new Date())).toMatchObject([{ email, role: 'administrator' }])
  // The link itself stands in the mail alone: another one of the same kind takes its place.
  const { token } = await makeLink({ purpose: 'invitation', email, role: 'administrator', invitedBy: by.id }, new Date())
  const given = { token, password: 'correct horse battery', locale: 'nl' } as const
  const entered = await join(given, origin)
  expect(entered && (await roleOf(entered.userId))).toBe('administrator')
  expect(await join(given, origin)).toBeNull()
  expect(await listInvitations(by, new Date())).toEqual([])
  expect(await administer.invite(by, { email, role: 'user', locale: 'nl' })).toEqual(refused('known'))
})

test('an invitation that is withdrawn or too old leads nowhere; one that was used can not be withdrawn', async () => {
  const email = `${randomUUID()}@kantoor.test`
  const now = new Date()
  const { id, token } = await makeLink({ purpose: 'invitation', email, role: 'user', invitedBy: by.id }, now)
  expect(await listInvitations(by, new Date(now.getTime() + linkLifeMs.invitation))).toEqual([])
  expect(await findLink(token, ['invitation'], now)).not.toBeNull()
  expect(await administer.withdraw(by, id)).toEqual(done)
  expect(await administer.withdraw(by, id)).toEqual(refused('missing'))
  expect(await findLink(token, ['invitation'], now)).toBeNull()
  const used = await makeLink({ purpose: 'invitation', email, role: 'user' }, now)
  await takeLink(used.token, ['invitation'], now)
  expect(await administer.withdraw(by, used.id)).toEqual(refused('missing'))
  // A link of another kind is no invitation, whatever id is sent.
  const reset = await makeLink({ purpose: 'sign-up', email }, now)
  expect(await administer.withdraw(by, reset.id)).toEqual(refused('missing'))
})

test('the same address invited anew has one open invitation', async () => {
  const email = `${randomUUID()}@kantoor.test`
  for (const role of ['administrator', 'user'] as const) await administer.invite(by, { email, role, locale: 'en' })
  expect(await listInvitations(by, new Date())).toMatchObject([{ email, role: 'user' }])
})

test('a shut account is out with its next request, and opens again with everything in it', async () => {
  const { id } = await newAccount()
  const session = await newSession(id)
  expect(await isLive(session)).toBe(true)
  expect(await administer.disable(by, id)).toEqual(done)
  expect(await isLive(session)).toBe(false)
  expect(await isLive(await newSession(id))).toBe(false)
  expect(await getAccount(by, id, new Date())).toMatchObject({ disabledAt: expect.any(Date) })
  expect(await administer.enable(by, id)).toEqual(done)
  expect(await getAccount(by, id, new Date())).toMatchObject({ disabledAt: null })
  // What ended stays ended.
  expect(await isLive(session)).toBe(false)
  expect(await isLive(await newSession(id))).toBe(true)
  expect(await kindsOf(id)).toEqual(['user-enabled', 'user-disabled'])
})

test('all log-ins of one account end, and nobody else’s', async () => {
  const [one, other] = [await newAccount(), await newAccount()]
  const sessions = [await newSession(one.id), await newSession(one.id), await newSession(other.id)]
  expect(await administer.endSessions(by, one.id)).toEqual(done)
  expect(await Promise.all(sessions.map(isLive))).toEqual([false, false, true])
})

test('second factors are reset, and nobody else’s', async () => {
  const [one, other] = [await newAccount(), await newAccount()]
  const createdAt = new Date()
  for (const { id: userId } of [one, other]) {
    await db.passkey.create({
      data: { id: randomUUID(), userId, name: 'Key', publicKey: 'x', counter: 0, transports: '[]', backedUp: false, createdAt },
    })
    await db.totp.create({ data: { id: randomUUID(), userId, secretSealed: 'sealed', lastStep: 0, createdAt } })
    await db.recoveryCode.create({ data: { codeHash: randomUUID(), userId, createdAt } })
  }
  const session = await newSession(one.id)
  expect(await administer.resetFactors(by, one.id)).toEqual(done)
  const left = async (userId: string) => [
    await db.passkey.count({ where: { userId } }),
    await db.totp.count({ where: { userId } }),
    await db.recoveryCode.count({ where: { userId } }),
  ]
  expect([await left(one.id), await left(other.id)]).toEqual([
    [0, 0, 0],
    [1, 1, 1],
  ])
  expect(await isLive(session)).toBe(false)
  expect(await getAccount(by, one.id, new Date())).toMatchObject({ hasPassword: true, passkeys: 0, totp: false })
})

test('roles are given and taken', async () => {
  const { id } = await newAccount()
  expect(await administer.changeRole(by, id, 'administrator')).toEqual(done)
  expect(await roleOf(id)).toBe('administrator')
  expect(await administer.changeRole(by, id, 'user')).toEqual(done)
  expect(await roleOf(id)).toBe('user')
})

test('an account is deleted with everything in it, and its chain stays', async () => {
  const { id } = await newAccount()
  const session = await newSession(id)
  await administer.endSessions(by, id)
  expect(await administer.deleteAccount(by, id)).toEqual(done)
  expect(await findCredentialsById(id)).toBeNull()
  expect(await isLive(session)).toBe(false)
  expect(await kindsOf(id)).toEqual(['sessions-ended'])
  expect(await listAddresses(by, [id, by.id])).toEqual(new Map([[by.id, by.email]]))
})

test('nothing is done to an account that is not there, and nothing is noted', async () => {
  const id = randomUUID()
  const before = (await listAdministrativeActs(by, null)).rows[0]?.sequence
  const { changeRole, deleteAccount, disable, enable, endSessions, resetFactors } = administer
  for (const act of [disable, enable, endSessions, resetFactors, deleteAccount]) expect(await act(by, id)).toEqual(refused('missing'))
  for (const role of ['user', 'administrator'] as const) expect(await changeRole(by, id, role)).toEqual(refused('missing'))
  expect((await listAdministrativeActs(by, null)).rows[0]?.sequence).toBe(before)
  expect(await kindsOf(id)).toEqual([])
})

test('the last administrator is neither shut nor demoted nor deleted, and one that is shut does not count', async () => {
  const other = await newAccount('administrator')
  await administer.disable(by, other.id)
  expect(await hasOtherAdministrator(by.id)).toBe(false)
  const session = await newSession(by.id)
  expect(await administer.disable(by, by.id)).toEqual(refused('last-administrator'))
  expect(await administer.changeRole(by, by.id, 'user')).toEqual(refused('last-administrator'))
  expect(await administer.deleteAccount(by, by.id)).toEqual(refused('last-administrator'))
  expect([await roleOf(by.id), await isLive(session), await countAdministrators()]).toEqual(['administrator', true, 1])
  await administer.enable(by, other.id)
  expect(await administer.changeRole(by, by.id, 'user')).toEqual(done)
})

const acts = {
  'demote each other': (actor: Administrator, id: string) => administer.changeRole(actor, id, 'user'),
  'shut each other': administer.disable,
  'delete each other': administer.deleteAccount,
}

test.each(Object.entries(acts))('of two administrators who %s at the same moment exactly one succeeds', async (_, act) => {
  for (let round = 0; round < 8; round++) {
    const [one, other] = [await newAdministrator(), await newAdministrator()]
    await db.user.deleteMany({ where: { id: { notIn: [one.id, other.id] } } })
    const outcomes = await Promise.all([act(one, other.id), act(other, one.id)])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes).toContainEqual(refused('last-administrator'))
    expect(await countAdministrators()).toBe(1)
  }
  expect((await verifyChain('portal')).broken).toBeNull()
})

test('an administrator who is demoted while it is looked whether there is one counts as demoted', async () => {
  const other = await newAdministrator()
  vi.mocked(hasOtherAdministrator).mockImplementationOnce(async () => {
    expect(await administer.changeRole(by, other.id, 'user')).toEqual(done)
    return true
  })
  expect(await administer.changeRole(other, by.id, 'user')).toEqual(refused('last-administrator'))
  expect(await countAdministrators()).toBe(1)
})

test('of many who all give up their office at the same moment one stays', async () => {
  const others = await Promise.all(Array.from({ length: 5 }, newAdministrator))
  const outcomes = await Promise.all([by, ...others].map((one) => administer.changeRole(one, one.id, 'user')))
  expect(outcomes.filter(({ ok }) => !ok)).toEqual([refused('last-administrator')])
  expect(await countAdministrators()).toBe(1)
})

test('both chains tell of it by ids, and name no address', async () => {
  const { id, email } = await newAccount()
  const from = (await listAdministrativeActs(by, null)).rows[0]?.sequence ?? 0
  await administer.changeRole(by, id, 'administrator')
  await administer.changeRole(by, id, 'user')
  await administer.disable(by, id)
  await administer.enable(by, id)
  await administer.endSessions(by, id)
  await administer.resetFactors(by, id)
  const expected = ['factors-reset', 'sessions-ended', 'user-enabled', 'user-disabled', 'role-changed', 'role-changed']
  expect(await kindsOf(id)).toEqual(expected)
  await administer.invite(by, { email: `invited-${email}`, role: 'user', locale: 'en' })
  const [invitation] = await listInvitations(by, new Date())
  await administer.withdraw(by, invitation?.id ?? '')
  await administer.deleteAccount(by, id)
  const portal = (await listAdministrativeActs(by, null)).rows.filter(({ sequence }) => sequence > from)
  expect(portal.map(({ kind }) => kind)).toEqual(['user-deleted', 'invitation-withdrawn', 'user-invited', ...expected])
  for (const { kind, detail } of portal)
    expect(detail).toMatchObject({ by: by.id, ...(kind.includes('invit') ? { invitation: invitation?.id } : { user: id }) })
  const entries = await db.auditEntry.findMany({ where: { chain: { in: ['portal', id] } } })
  expect(entries.filter(({ detail, userAgent, address }) => `${detail}${userAgent}${address}`.includes('@'))).toEqual([])
  for (const chain of ['portal', id]) expect((await verifyChain(chain)).broken).toBeNull()
})

test('of the portal’s chain administrators see what was done to accounts, page by page, and no log-ins', async () => {
  const { id } = await newAccount()
  const { appendAudit } = await import('@/lib/audit/store')
  for (let number = 0; number < 60; number++) await administer.endSessions(by, id)
  await appendAudit('portal', 'log-in-failed', {})
  const first = await listAdministrativeActs(by, null)
  expect(first.rows).toHaveLength(50)
  expect(new Set(first.rows.map(({ kind }) => kind))).toEqual(new Set(['sessions-ended']))
  const second = await listAdministrativeActs(by, first.before)
  expect(second.rows[0]?.sequence).toBe((first.rows.at(-1)?.sequence ?? 0) - 1)
})

test('the migrations of this database are counted', async () => {
  const migrations = await getMigrations()
  expect(migrations).toEqual({ count: expect.any(Number), newest: expect.stringMatching(/^\d{14}_\w+$/), unfinished: 0 })
  expect(migrations?.count).toBeGreaterThan(1)
})
