import { createCipheriv, randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { UserId } from '@/lib/accounts/user-id'
import { openClientSecret } from '@/lib/apps/store'
import { verifyChain } from '@/lib/audit/verification-store'
import { openState } from '@/lib/attempts/store'
import { db } from '@/lib/db'
import { makeTotpSecret } from '@/lib/factors/totp'
import { saveTotp, totpPlace } from '@/lib/factors/totp-store'
import { openSettingsField, secretFields } from '@/lib/history/store'
import { makeFileKey, readKeyFile, writeKeyFile } from '@/lib/vault/key-file'
import { getKeyRing } from '@/lib/vault/key-ring'
import { dropRetiredKeys, resealUser, retiredKeptMs } from '@/lib/vault/reseal-store'
import { checkKeys, countElsewhere, listKeyUse } from '@/lib/vault/rotation-store'
import { openVault } from '@/lib/vault/vault-store'
import { lockKeyFile } from '@/scripts/keys/lock'
import { rotateKeys } from '@/scripts/keys/rotate'
import { describeKeys } from '@/scripts/keys/status'
import { begin, makeSettings, newApp, newUser } from './story'

// What runs is killed before its n-th write, as far as the database can tell: nothing reaches it from then on.
const death = vi.hoisted(() => {
  const folder = `${process.env.SPOOL_DIR ?? ''}-keys`
  process.env.KEY_FILE = `${folder}/keys.json`
  return { folder, writesLeft: Infinity, isDead: false, writes: 0, beforeWrite: async () => {} }
})
vi.mock('@/lib/db', async (load) => {
  const actual = await load<typeof import('@/lib/db')>()
  const watched = actual.db.$extends({
    query: {
      $allModels: {
        async $allOperations({ operation, args, query }) {
          const isWrite = /^(create|update|delete|upsert)/.test(operation)
          if (isWrite) death.writes++
          if (isWrite && --death.writesLeft < 0) death.isDead = true
          if (death.isDead) throw new Error('killed')
          if (isWrite) await death.beforeWrite()
          return query(args)
        },
      },
    },
  })
  return { ...actual, db: watched }
})
vi.mock('@/lib/patiently', () => {
  const atOnce = (work: () => Promise<unknown>) => work()
  return { patiently: atOnce, once: atOnce }
})

const path = join(death.folder, 'keys.json')
const lines: string[] = []
const rotate = (withData = true, prepare = false) => rotateKeys({ withData, prepare, log: (line) => void lines.push(line) })
const later = (ms: number) => new Date(Date.now() + ms)
type Member = { user: UserId; file: string; app: string; attempt: string; clientSecret: string; state: string }
let members: Member[] = []

async function newMember(): Promise<Member> {
  const user = await newUser()
  const [app, waiting] = [await newApp(), await newApp()]
  const file = await makeSettings(user, app)
  const { attempt, state } = await begin(user, waiting)
  await saveTotp(user, makeTotpSecret(), 1, new Date())
  return { user, file, app: attempt.registrationId ?? '', attempt: attempt.id, clientSecret: waiting.clientSecret, state }
}

const plain = new Map<string, string>()
async function readAll({ user, file, app, attempt }: Member): Promise<string> {
  const fields = await Promise.all(secretFields.map((field) => openSettingsField(user, file, field)))
  const totp = await db.totp.findUniqueOrThrow({ where: { userId: user } })
  const totpSecret = (await openVault(user)).open(totp.secretSealed, totpPlace(totp.id))
  return JSON.stringify([...fields, await openClientSecret(user, app), await openState(user, attempt, new Date()), totpSecret])
}
async function expectAllOpens() {
  for (const member of members) expect(await readAll(member)).toBe(plain.get(member.user))
}

/** As the first version sealed: directly under a key-encryption key. */
async function putBackToFirstVersion({ user, file }: Member, plainText: string) {
  const { id, key } = getKeyRing().primary
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(['SettingsFile', file, 'xml', user].join('|')))
  const data = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()])
  const xmlSealed = ['v1', id, ...[nonce, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join('.')
  await db.settingsFile.update({ where: { id: file }, data: { xmlSealed } })
}

beforeEach(async () => {
  Object.assign(death, { writesLeft: Infinity, isDead: false, writes: 0, beforeWrite: async () => {} })
  lines.length = 0
  // The keys of users of tests before: out of the way of what is counted here.
  await db.user.deleteMany()
  rmSync(death.folder, { recursive: true, force: true })
  mkdirSync(death.folder, { recursive: true })
  const first = makeFileKey(new Date(Date.now() - 1000))
  writeKeyFile(path, { primary: first.id, keys: [first] })
  members = [await newMember(), await newMember()]
  for (const member of members) plain.set(member.user, await readAll(member))
  await putBackToFirstVersion(members[0] as Member, (JSON.parse(plain.get(members[0]?.user ?? '') ?? '[]') as string[])[1] ?? '')
})
afterAll(() => rmSync(death.folder, { recursive: true, force: true }))

const underOldKeys = async () => (await listKeyUse()).filter(({ keyId }) => keyId !== getKeyRing().primary.id)
const keysOf = (userId: string) => db.dataKey.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } })

test('re-wrapping changes no secret and no data key, and afterwards nothing needs the older key', async () => {
  const before = await Promise.all(members.map(({ user }) => keysOf(user)))
  const first = readKeyFile(path).primary
  // Of the first version: only --data takes it along.
  expect(await rotate(false)).toBe(true)
  const { primary, keys } = readKeyFile(path)
  expect([primary.id === first.id, keys.length]).toEqual([false, 2])
  const after = await Promise.all(members.map(({ user }) => keysOf(user)))
  expect(after.map((rows) => rows.map(({ id }) => id))).toEqual(before.map((rows) => rows.map(({ id }) => id)))
  expect(new Set(after.flat().map(({ wrappedBy }) => wrappedBy))).toEqual(new Set([primary.id]))
  expect(await underOldKeys()).toEqual([{ keyId: first.id, dataKeys: 0, retired: 0, direct: 1 }])
  await expectAllOpens()
  expect(lines).toContain('re-wrapped 2 of 2')
  expect(lines.join('\n')).not.toContain('may be removed')

  // Under the same key: the first version's secrets have to go under a data key, and no new key is needed for that.
  expect(await rotate(true)).toBe(true)
  expect(readKeyFile(path).primary.id).toBe(primary.id)
  expect(await underOldKeys()).toEqual([])
  expect(lines).toContain('sealed anew: 2 of 2 users')
  expect(lines.join('\n')).toContain(`key ${first.id} may be removed`)
  await expectAllOpens()
  const told = await db.auditEntry.findMany({ where: { chain: 'portal', kind: 'keys-rotated' }, orderBy: { sequence: 'desc' }, take: 2 })
  expect(told.reverse().map(({ detail }) => JSON.parse(detail) as unknown)).toEqual([
    { keyId: primary.id, count: 2 },
    { keyId: primary.id, count: 16, name: 'secrets sealed anew' },
  ])

  // Without the older key everything still opens.
  writeKeyFile(path, { primary: primary.id, keys: readKeyFile(path).file.keys.filter(({ id }) => id === primary.id) })
  expect(getKeyRing().ids).not.toContain(first.id)
  await expectAllOpens()
  await checkKeys()
  // And now that all is under it, another run makes another key.
  expect(await rotate(false)).toBe(true)
  expect(readKeyFile(path).primary.id).not.toBe(primary.id)
  await expectAllOpens()
})

test('--data gives every user a new data key, and the older ones are forgotten when their time has come', async () => {
  const before = (await Promise.all(members.map(({ user }) => keysOf(user)))).flat().map(({ id }) => id)
  await rotate()
  const rows = await db.dataKey.findMany()
  expect(
    rows
      .filter(({ retiredAt }) => retiredAt)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(before.sort())
  expect(rows.filter(({ retiredAt }) => !retiredAt).length).toBe(members.length)
  expect(await dropRetiredKeys(later(retiredKeptMs - 60_000))).toBe(0)
  // One secret that came back from somewhere keeps its key.
  const [kept] = members
  const [oldKey] = await keysOf(kept?.user ?? '')
  const file = await db.settingsFile.findUniqueOrThrow({ where: { id: kept?.file ?? '' } })
  await db.settingsFile.update({ where: { id: file.id }, data: { xmlSealed: `v2.${oldKey?.id}.a.b.c` } })
  expect(await dropRetiredKeys(later(retiredKeptMs + 60_000))).toBe(1)
  await db.settingsFile.update({ where: { id: file.id }, data: { xmlSealed: file.xmlSealed } })
  expect(await dropRetiredKeys(later(retiredKeptMs + 60_000))).toBe(1)
  await expectAllOpens()
})

test('killed before any of its writes, it goes on where it was: everything opens at every moment', async () => {
  for (let write = 0; ; write++) {
    const first = readKeyFile(path).primary.id
    await putBackToFirstVersion(members[0] as Member, (JSON.parse(plain.get(members[0]?.user ?? '') ?? '[]') as string[])[1] ?? '')
    Object.assign(death, { writesLeft: write, isDead: false })
    const isWhole = await rotate().catch((error: Error) => error.message)
    Object.assign(death, { writesLeft: Infinity, isDead: false })
    await expectAllOpens()
    if (isWhole === true) {
      expect(write).toBeGreaterThan(20)
      break
    }
    expect(isWhole).toBe('killed')
    const halfway = readKeyFile(path)
    expect(await rotate(), `after write ${write}`).toBe(true)
    await expectAllOpens()
    expect(await underOldKeys(), `after write ${write}`).toEqual([])
    expect(readKeyFile(path).keys.map(({ id }) => id)).toEqual(expect.arrayContaining(halfway.keys.map(({ id }) => id)))
    expect(readKeyFile(path).primary.id).not.toBe(first)
    // Old keys go, or each round would have more to do than the one before.
    const { file, primary } = readKeyFile(path)
    writeKeyFile(path, { primary: primary.id, keys: file.keys.filter(({ id }) => id === primary.id) })
    await dropRetiredKeys(later(retiredKeptMs + 60_000))
    await expectAllOpens()
  }
  expect((await verifyChain('portal')).broken).toBeNull()
})

test('a portal whose writes come in between loses none of them', async () => {
  let turn = 0
  const made: { user: UserId; sealed: string; text: string }[] = []
  const place = { table: 'X', row: 'x', column: 'x' }
  const held = await openVault((members[0] as Member).user)
  let isWriting = false
  death.beforeWrite = async () => {
    if (isWriting) return
    isWriting = true
    try {
      const member = members[turn++ % members.length] as Member
      // Another process has had its vault open for a while, and writes under the older key.
      const values = { clientSecretSealed: '' }
      const place = { table: 'AppRegistration', row: member.app, column: 'clientSecret' }
      const vault = turn % 3 === 0 && member === members[0] ? held : await openVault(member.user)
      values.clientSecretSealed = vault.seal(member.clientSecret, place)
      await db.appRegistration.update({ where: { id: member.app }, data: values })
      if (turn % 5 === 0) {
        const user = await newUser()
        const text = `secret ${turn}`
        made.push({ user, text, sealed: (await openVault(user)).seal(text, { table: 'X', row: 'x', column: 'x' }) })
      }
    } finally {
      isWriting = false
    }
  }
  expect(await rotate()).toBe(true)
  death.beforeWrite = async () => {}
  await expectAllOpens()
  expect(made.length).toBeGreaterThan(2)
  for (const { user, sealed, text } of made) expect((await openVault(user)).open(sealed, place)).toBe(text)
  expect(await countElsewhere()).toBe(0)
  // What came under a retired key in the last moment opens, and goes with the next run.
  expect(await rotate()).toBe(true)
  await expectAllOpens()
})

test('a secret that changes between reading and writing is not put back', async () => {
  const [{ user, app }] = members as [Member, Member]
  death.beforeWrite = async () => {
    death.beforeWrite = async () => {}
    const vault = await openVault(user)
    const clientSecretSealed = vault.seal('the newer one', { table: 'AppRegistration', row: app, column: 'clientSecret' })
    await db.appRegistration.update({ where: { id: app }, data: { clientSecretSealed } })
    await db.attempt.updateMany({ where: { userId: user, status: 'open' }, data: { stateSealed: null, clientSecretSealed: null } })
  }
  await resealUser(user, new Date(0), new Date())
  expect(await openClientSecret(user, app)).toBe('the newer one')
  expect(await db.attempt.count({ where: { userId: user, stateSealed: { not: null } } })).toBe(0)
})

test('two of a user at once end, and leave one key that seals', async () => {
  const [{ user }] = members as [Member, Member]
  const since = new Date()
  await Promise.all([1, 2, 3].map(() => resealUser(user, since, since)))
  expect((await keysOf(user)).filter(({ retiredAt }) => !retiredAt).length).toBe(1)
  await expectAllOpens()
})

test('a data key as old as the primary one, or of a clock that is ahead, is replaced', async () => {
  const [{ user }, { user: other }] = members as [Member, Member]
  const since = new Date()
  await db.dataKey.updateMany({ where: { userId: user }, data: { createdAt: since } })
  await resealUser(user, since, new Date(since.getTime() - 60_000))
  await db.dataKey.updateMany({ where: { userId: other }, data: { createdAt: later(-10) } })
  await resealUser(other, later(60_000), new Date())
  for (const [old, current] of [await keysOf(user), await keysOf(other)]) {
    expect([old?.retiredAt === null, current?.retiredAt]).toEqual([false, null])
    expect(Number(current?.createdAt)).toBeGreaterThan(Number(old?.createdAt))
  }
  await expectAllOpens()
})

test('what was damaged stops nothing, is named, and stays as it is', async () => {
  const [spoiled, { user: other, file }] = members as [Member, Member]
  const [key] = await keysOf(spoiled.user)
  await db.dataKey.update({ where: { id: key?.id ?? '' }, data: { keyWrapped: `${key?.keyWrapped.slice(0, -4)}AAAA` } })
  const { xmlSealed } = await db.settingsFile.update({ where: { id: file }, data: { xmlSealed: 'v2.plain' } })
  expect(await rotate()).toBe(false)
  const told = lines.filter((line) => line.startsWith('does not open'))
  expect(told.some((line) => line.includes(`data key ${key?.id} of user ${spoiled.user}`))).toBe(true)
  expect(told.some((line) => line.includes(`SettingsFile.xml of row ${file}, of user ${other}`))).toBe(true)
  expect((await db.settingsFile.findUniqueOrThrow({ where: { id: file } })).xmlSealed).toBe(xmlSealed)
  expect(await openSettingsField(other, file, 'refreshToken')).toBeTruthy()
  await expect(openSettingsField(other, file, 'xml')).rejects.toThrow(/no cipher text of ours/)
  // It does not keep the next run from making its key either.
  const { id } = readKeyFile(path).primary
  lines.length = 0
  expect(await rotate()).toBe(false)
  expect(readKeyFile(path).primary.id).not.toBe(id)
})

test('a second run at once is refused, and a key that is not here is not written over', async () => {
  const letGo = lockKeyFile(path)
  await expect(rotate()).rejects.toThrow(/Another keys:rotate is at work/)
  letGo()
  // Another machine has rotated, and this one has its old file still.
  const { file } = readKeyFile(path)
  await rotate()
  const newer = readKeyFile(path)
  writeKeyFile(path, file)
  await expect(rotate()).rejects.toThrow(new RegExp(`has not all the keys .*under key ${newer.primary.id}`))
  expect(readKeyFile(path).file).toEqual(file)
  const status = await describeKeys()
  expect(status.isMissing).toBe(true)
  expect(status.lines.join('\n')).toContain(`key ${newer.primary.id} is MISSING: `)
  writeKeyFile(path, newer.file)
  await expectAllOpens()
})

test('a key can be prepared for all machines first, and seals when it is made primary', async () => {
  const first = readKeyFile(path).primary.id
  await rotate(false, true)
  const prepared = readKeyFile(path)
  expect([prepared.primary.id, prepared.keys.length]).toEqual([first, 2])
  await rotate(false, true)
  expect(readKeyFile(path).keys.length).toBe(2)
  expect((await describeKeys()).lines.join('\n')).not.toContain('may be removed')
  await rotate()
  const { primary, keys } = readKeyFile(path)
  expect([primary.id, keys.length]).toEqual([prepared.keys.find(({ id }) => id !== first)?.id, 2])
  expect(await underOldKeys()).toEqual([])
  await expectAllOpens()
})

test('a portal that still wraps under the older key is found out, and brought home by the next run', async () => {
  const { file } = readKeyFile(path)
  await rotate()
  const { file: newer } = readKeyFile(path)
  // It has both keys, and the older one for primary: a second machine with the file of before.
  writeKeyFile(path, { ...newer, primary: file.primary })
  const user = await newUser()
  const sealed = (await openVault(user)).seal('late', { table: 'X', row: 'x', column: 'x' })
  writeKeyFile(path, newer)
  expect((await describeKeys()).lines.join('\n')).toContain('not everything is under the primary key yet')
  expect(await rotate(false)).toBe(true)
  expect(readKeyFile(path).primary.id).toBe(newer.primary)
  expect(await countElsewhere()).toBe(0)
  expect((await openVault(user)).open(sealed, { table: 'X', row: 'x', column: 'x' })).toBe('late')
})

test('the first key file takes ENCRYPTION_KEY along, and nothing moves before the portals know of it', async () => {
  await db.user.deleteMany()
  rmSync(path)
  expect(await rotate()).toBe(true)
  const { keys, primary } = readKeyFile(path)
  expect(keys.map(({ key }) => key.export().toString('base64'))).toContain(process.env.ENCRYPTION_KEY)
  expect(primary.key.export().toString('base64')).not.toBe(process.env.ENCRYPTION_KEY)
  expect(lines.join('\n')).not.toContain('Nothing is under the new key yet')
})
