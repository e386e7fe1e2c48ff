import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { UserId } from '@/lib/accounts/user-id'
import { db } from '@/lib/db'
import { historySorts } from '@/lib/history/cursor'
import type { HistoryQuery } from '@/lib/history/query'
import { findSettingsFileIds, listSettingsFiles } from '@/lib/history/store'
import { findSuccessors } from '@/lib/history/successor-store'
import { tokenLife, tokenStates } from '@/lib/history/token-life'
import { settingsNameKey } from '@/lib/settings/name'
import { makeSettings, newApp, newUser } from './story'

const now = new Date('2026-11-24T12:00:00.000Z')
const daysAgo = (days: number, ms = 0) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000 + ms)

type Given = { name?: string; createdAt?: Date; supersededAt?: Date | null; backedUpAt?: Date; country?: string; version?: number }
async function insert(user: UserId, rows: Given[]): Promise<string[]> {
  const data = rows.map(({ name = 'Kantoor', version, ...given }, index) => ({
    id: randomUUID(),
    userId: user,
    name,
    nameKey: settingsNameKey(name),
    searchKey: settingsNameKey(name).replaceAll('_', '\u2017'),
    version: version ?? index + 1,
    platform: 'exact-online',
    country: 'nl',
    appName: 'Ledger',
    clientId: 'client',
    redirectUri: 'https://a.test',
    refreshTokenSealed: 'x'.repeat(1_500),
    xmlSealed: 'x'.repeat(2_500),
    encryptStatementSealed: 'x'.repeat(2_500),
    authorisedBy: null,
    authorisedUser: null,
    companies: '[]',
    proofFailure: null,
    createdAt: now,
    ...given,
  }))
  for (let start = 0; start < data.length; start += 500) await db.settingsFile.createMany({ data: data.slice(start, start + 500) })
  return data.map(({ id }) => id)
}

async function readAll(user: UserId, query: HistoryQuery) {
  const rows = []
  for (let cursor: string | undefined, pages = 0; pages < 50; pages++) {
    const page = await listSettingsFiles(user, { ...query, cursor }, now)
    rows.push(...page.rows)
    if (!page.nextCursor) return rows
    cursor = page.nextCursor
  }
  throw new Error('The pages do not end')
}

describe('the orders', () => {
  const given: Given[] = [
    ...Array.from({ length: 30 }, (_, index) => ({ name: `Living ${index % 4}`, createdAt: daysAgo(index % 29) })),
    ...Array.from({ length: 15 }, (_, index) => ({ name: `Over ${index % 3}`, createdAt: daysAgo(30 + (index % 4)) })),
    ...Array.from({ length: 15 }, (_, index) => ({ name: 'gone', createdAt: daysAgo(index), supersededAt: now })),
    ...Array.from({ length: 15 }, () => ({ name: 'Ábc', createdAt: daysAgo(1), backedUpAt: now })),
  ]

  test.each(historySorts)('%s brings every file once, page by page, with every filter', async (sort) => {
    const user = await newUser()
    const ids = await insert(user, given)
    const all = await readAll(user, { sort })
    expect([...all.map(({ id }) => id)].sort()).toEqual([...ids].sort())
    const whole = (rows: typeof all) => rows.map(({ id }) => id)
    for (const state of tokenStates) {
      const wanted = all.filter((row) => [tokenLife(row, now).state, tokenLife(row, now).state === 'ending' && 'living'].includes(state))
      expect(wanted.length).toBeGreaterThan(0)
      expect(whole(await readAll(user, { sort, state }))).toEqual(whole(wanted))
    }
    const found = all.filter(({ name }) => name.startsWith('Living'))
    expect(whole(await readAll(user, { sort, search: 'living', country: 'nl', platform: 'exact-online' }))).toEqual(whole(found))
    expect(await readAll(user, { sort, country: 'be' })).toEqual([])
  })

  test('newest and oldest go by time, the name by its key and version', async () => {
    const user = await newUser()
    await insert(user, given)
    const times = async (sort: 'newest' | 'oldest') => (await readAll(user, { sort })).map(({ createdAt }) => createdAt.getTime())
    const oldest = await times('oldest')
    expect(oldest).toEqual([...oldest].sort((a, b) => a - b))
    expect(await times('newest')).toEqual([...oldest].reverse())
    const byName = await readAll(user, { sort: 'name' })
    const living = byName.filter(({ name }) => name.startsWith('Living')).map(({ nameKey, version }) => `${nameKey} ${100 + version}`)
    expect(living).toEqual([...living].sort())
  })

  test('what ends first comes first, and what is dead comes after, the newest of it first', async () => {
    const user = await newUser()
    await insert(user, given)
    const rows = await readAll(user, { sort: 'ending' })
    const isLiving = rows.map((row) => ['living', 'ending'].includes(tokenLife(row, now).state))
    expect(isLiving).toEqual([...isLiving].sort().reverse())
    const times = rows.map(({ createdAt }) => createdAt.getTime())
    expect(times.slice(0, 30)).toEqual(times.slice(0, 30).sort((a, b) => a - b))
    expect(times.slice(30)).toEqual(times.slice(30).sort((a, b) => b - a))
  })

  test('a token that dies between two pages is not told twice, and none is left out', async () => {
    const user = await newUser()
    const ids = await insert(
      user,
      Array.from({ length: 60 }, (_, index) => ({ createdAt: daysAgo(30, 1_000 * (index + 1)) })),
    )
    const seen: string[] = []
    for (let cursor: string | undefined, later = 0; ; later += 20_000) {
      const page = await listSettingsFiles(user, { sort: 'ending', cursor }, new Date(now.getTime() + later))
      seen.push(...page.rows.map(({ id }) => id))
      if (!page.nextCursor) break
      cursor = page.nextCursor
    }
    expect([...seen].sort()).toEqual([...ids].sort())
  })

  test('the cursor of one order begins another at its top', async () => {
    const user = await newUser()
    await insert(user, given)
    const { nextCursor } = await listSettingsFiles(user, { sort: 'name' }, now)
    expect(nextCursor).not.toBeNull()
    const fromTop = await listSettingsFiles(user, { sort: 'oldest' }, now)
    expect(await listSettingsFiles(user, { sort: 'oldest', cursor: nextCursor ?? '' }, now)).toEqual(fromTop)
  })
})

test('the file that superseded another is found, as long as it is there, and only among one’s own', async () => {
  const [user, other] = [await newUser(), await newUser()]
  const app = await newApp()
  await makeSettings(user, app, { settingsName: 'First' })
  const second = await makeSettings(user, app, { settingsName: 'Second' })
  const [newer, older] = (await listSettingsFiles(user)).rows
  if (!newer || !older) throw new Error('Two files were made')
  expect(await findSuccessors(user, [newer, older])).toEqual(
    new Map([[older.id, { id: second, fileName: 'settings-Second.xml', version: 1 }]]),
  )
  expect(await findSuccessors(other, [older])).toEqual(new Map())
  expect(await findSuccessors(user, [{ ...older, clientId: 'another' }])).toEqual(new Map())
  expect(await findSuccessors(user, [newer])).toEqual(new Map())
})

test('of many ids those are found that are one’s own', async () => {
  const [user, other] = [await newUser(), await newUser()]
  const [mine = '', foreign = ''] = [...(await insert(user, [{}])), ...(await insert(other, [{}]))]
  expect(await findSettingsFileIds(user, [mine, foreign, randomUUID()])).toEqual([mine])
  expect(await findSettingsFileIds(user, [])).toEqual([])
})
