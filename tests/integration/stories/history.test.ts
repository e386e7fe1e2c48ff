import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { UserId } from '@/lib/accounts/user-id'
import { HoldLost } from '@/lib/attempts/exchange-store'
import { db } from '@/lib/db'
import { saveFile } from '@/lib/exchange'
import { deleteSettingsFile, getSettingsFile, isNameTaken, listLivingOfClient, listSettingsFiles } from '@/lib/history/store'
import { settingsNameKey } from '@/lib/settings/name'
import { begin, claim, makeSettings, newApp, newUser, requireAttempt } from './story'

const fileNamed = (name: string, clientId = 'client') => ({
  name,
  nameKey: settingsNameKey(name),
  platform: 'exact-online',
  country: 'sandbox',
  appName: 'Ledger',
  clientId,
  redirectUri: 'https://a.test',
  authorisedBy: null,
  authorisedUser: null,
  companies: [],
  proofFailure: null,
  refreshToken: 'token',
  xml: '<settings/>',
  encryptStatement: 'local',
})

async function save(user: UserId, name: string): Promise<string> {
  const { attempt } = await begin(user, app)
  return saveFile((await claim(user, attempt.id)).hold, fileNamed(name))
}

/** Rows for reading alone: many of them, without the way to them. */
async function insertRows(user: UserId, names: string[], createdAt: Date): Promise<string[]> {
  const data = names.map((name, index) => ({
    id: randomUUID(),
    userId: user,
    name,
    nameKey: settingsNameKey(name),
    searchKey: settingsNameKey(name).replaceAll('_', '\u2017'),
    version: index + 1,
    platform: 'exact-online',
    country: 'sandbox',
    appName: 'Ledger',
    clientId: 'client',
    redirectUri: 'https://a.test',
    refreshTokenSealed: 'x',
    xmlSealed: 'x',
    encryptStatementSealed: 'x',
    authorisedBy: null,
    authorisedUser: null,
    companies: '[]',
    proofFailure: null,
    createdAt,
  }))
  await db.settingsFile.createMany({ data })
  return data.map(({ id }) => id)
}

const app = await newApp()

async function allPages(user: UserId, search?: string) {
  const pages: string[][] = []
  for (let cursor: string | undefined; pages.length < 100;) {
    const { rows, nextCursor } = await listSettingsFiles(user, { search, cursor })
    pages.push(rows.map(({ id }) => id))
    if (!nextCursor) return pages
    cursor = nextCursor
  }
  throw new Error('The pages do not end')
}

describe('versions of a name', () => {
  test('count up, whatever the case of the letters, and apart for every user', async () => {
    const [user, other] = [await newUser(), await newUser()]
    const ids = [await save(user, 'Bakkerij'), await save(user, 'BAKKERIJ'), await save(user, 'Garage'), await save(other, 'Bakkerij')]
    const owners = [user, user, user, other]
    const versions = await Promise.all(ids.map(async (id, index) => (await getSettingsFile(owners[index] as UserId, id))?.version))
    expect(versions).toEqual([1, 2, 1, 1])
  })

  test('are distinct and without a gap when ten are saved at once', async () => {
    const user = await newUser()
    const attempts = []
    for (let index = 0; index < 10; index++) attempts.push((await begin(user, app)).attempt)
    const holds = []
    for (const { id } of attempts) holds.push((await claim(user, id)).hold)
    const ids = await Promise.all(holds.map((hold) => saveFile(hold, fileNamed('Kantoor'))))
    const { rows } = await listSettingsFiles(user)
    expect(rows.map(({ version }) => version).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(new Set(ids).size).toBe(10)
  })

  test('do not grow when the same attempt is saved again', async () => {
    const user = await newUser()
    const { hold } = await claim(user, (await begin(user, app)).attempt.id)
    const tries = await Promise.allSettled([saveFile(hold, fileNamed('Kantoor')), saveFile(hold, fileNamed('Kantoor'))])
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(saveFile(hold, fileNamed('Kantoor'))).rejects.toThrow(HoldLost)
    expect((await listSettingsFiles(user)).rows).toHaveLength(1)
  })
})

test.each([
  ['nobody took', async (user: UserId, id: string) => ({ userId: user, id, fence: 0 })],
  ['somebody else has taken over', async (user: UserId, id: string) => ({ ...(await claim(user, id)).hold, fence: 0 })],
])('a file is not saved for an attempt that %s: neither the file nor the attempt changes', async (_, holdOf) => {
  const user = await newUser()
  const { attempt } = await begin(user, app)
  const hold = await holdOf(user, attempt.id)
  const before = await requireAttempt(user, attempt.id)
  await expect(saveFile(hold, fileNamed('Kantoor'))).rejects.toThrow(HoldLost)
  expect((await listSettingsFiles(user)).rows).toEqual([])
  expect(await requireAttempt(user, attempt.id)).toEqual(before)
})

test('sixty files of one moment come page by page, each once, in one order', async () => {
  const user = await newUser()
  const moment = new Date('2026-03-01T12:00:00.123Z')
  const ids = await insertRows(
    user,
    Array.from({ length: 60 }, () => 'Kantoor'),
    moment,
  )
  await insertRows(await newUser(), ['Kantoor'], moment)
  const pages = await allPages(user)
  expect(pages.map((page) => page.length)).toEqual([25, 25, 10])
  expect([...pages.flat()].sort()).toEqual([...ids].sort())
  expect(pages.flat()).toEqual([...ids].sort().reverse())
})

test('a page is not shifted by files that come or go in between', async () => {
  const user = await newUser()
  const ids = await insertRows(
    user,
    Array.from({ length: 40 }, () => 'Kantoor'),
    new Date('2026-03-01T12:00:00Z'),
  )
  const first = await listSettingsFiles(user)
  await insertRows(user, ['Later'], new Date('2026-03-02T12:00:00Z'))
  await deleteSettingsFile(user, first.rows[0]?.id ?? '')
  const second = await listSettingsFiles(user, { cursor: first.nextCursor ?? '' })
  expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual([...ids].sort().reverse())
})

const someId = '00000000-0000-4000-8000-000000000000'
test.each(['', 'x', '1', '1.2', `-1.${someId}`, `999999999999999.${someId}`, `1e9.${someId}`, `0.${someId}`])(
  'the cursor %j breaks nothing',
  async (cursor) => {
    const user = await newUser()
    await insertRows(user, ['Kantoor'], new Date())
    expect((await listSettingsFiles(user, { cursor })).rows.length).toBeLessThanOrEqual(1)
  },
)

describe('the search', () => {
  const names = ['Bakkerij_De_Ster', 'Bakkerij De Ster', 'GARAGE noord', 'Straße 1', 'İzmir', 'a.b-c', 'ab']
  const search = async (typed: string) => {
    const user = await newUser()
    await insertRows(user, names, new Date())
    return (await listSettingsFiles(user, { search: settingsNameKey(typed) })).rows.map(({ name }) => name).sort()
  }

  test.each([
    ['bakkerij', ['Bakkerij De Ster', 'Bakkerij_De_Ster']],
    ['DE STER', ['Bakkerij De Ster']],
    ['_', ['Bakkerij_De_Ster']],
    ['j_d', ['Bakkerij_De_Ster']],
    ['%', []],
    ['％', []],
    ['b%k', []],
    ['Garage NOORD', ['GARAGE noord']],
    ['straße', ['Straße 1']],
    ['STRASSE', ['Straße 1']],
    ['izmir', []],
    ['İZMIR', ['İzmir']],
    ['a\\b', []],
    ['\\', []],
    ["'; DROP TABLE", []],
    ['.b-', ['a.b-c']],
    ['‗', []],
    ['\u0000', []],
    ['\uD800', []],
  ])('for %j finds %j', async (typed, found) => {
    expect(await search(typed)).toEqual([...found].sort())
  })

  test('goes on over pages', async () => {
    const user = await newUser()
    const wanted = await insertRows(
      user,
      Array.from({ length: 30 }, () => 'Wanted'),
      new Date(),
    )
    await insertRows(
      user,
      Array.from({ length: 30 }, () => 'Other'),
      new Date(),
    )
    expect((await allPages(user, 'want')).flat().sort()).toEqual([...wanted].sort())
  })

  test('for far more than any name holds finds nothing', async () => {
    expect(await search('\uFDFA'.repeat(1_700))).toEqual([])
  })
})

test('a name is taken in any case of its letters, and only for its owner', async () => {
  const user = await newUser()
  await insertRows(user, ['Kantoor'], new Date())
  expect(await isNameTaken(user, settingsNameKey('KANTOOR'))).toBe(true)
  expect(await isNameTaken(user, settingsNameKey('Kantoor 2'))).toBe(false)
  expect(await isNameTaken(await newUser(), settingsNameKey('Kantoor'))).toBe(false)
})

test('a new authorisation of the same person marks the older file, and it is no longer warned of', async () => {
  const user = await newUser()
  const ownApp = await newApp()
  const first = await makeSettings(user, ownApp, { settingsName: 'First' })
  expect(await listLivingOfClient(user, ownApp.clientId, new Date())).toMatchObject([{ name: 'First', authorisedBy: 'Zoë van der Berg' }])
  const second = await makeSettings(user, ownApp, { settingsName: 'Second' })
  expect((await getSettingsFile(user, first))?.supersededAt).toEqual((await getSettingsFile(user, second))?.createdAt)
  expect((await getSettingsFile(user, second))?.supersededAt).toBeNull()
  expect((await listLivingOfClient(user, ownApp.clientId, new Date())).map(({ name }) => name)).toEqual(['Second'])
  const inAMonth = new Date(Date.now() + 31 * 24 * 60 * 60 * 1000)
  expect(await listLivingOfClient(user, ownApp.clientId, inAMonth)).toEqual([])
  expect(await listLivingOfClient(user, 'another', new Date())).toEqual([])
})

test('a file of another person, app or owner is not marked by it, nor where nobody knows who allowed', async () => {
  const [user, other] = [await newUser(), await newUser()]
  const file = { ...fileNamed('Kantoor', 'one app'), authorisedUser: 'zoe' }
  const put = async (owner: UserId, changes: object) =>
    saveFile((await claim(owner, (await begin(owner, app)).attempt.id)).hold, { ...file, ...changes })
  const kept = [
    await put(user, { authorisedUser: 'another' }),
    await put(user, { clientId: 'another app' }),
    await put(user, { country: 'nl' }),
    await put(user, { authorisedUser: null }),
  ]
  const foreign = await put(other, {})
  await put(user, {})
  await put(user, { authorisedUser: null })
  for (const id of kept) expect((await getSettingsFile(user, id))?.supersededAt).toBeNull()
  expect((await getSettingsFile(other, foreign))?.supersededAt).toBeNull()
})

test('deleting a file leaves its attempt, without the file', async () => {
  const user = await newUser()
  const id = await makeSettings(user, app)
  const attemptId = (await getSettingsFile(user, id))?.attemptId ?? ''
  expect(await deleteSettingsFile(user, id)).toBe(true)
  expect(await deleteSettingsFile(user, id)).toBe(false)
  expect(await requireAttempt(user, attemptId)).toMatchObject({ status: 'done', settingsFile: null })
})
