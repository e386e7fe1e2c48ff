import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { zipStream } from '@/app/(portal)/account/export/zip-stream'
import { takeLease } from '@/lib/accounts/lease-store'
import type { UserId } from '@/lib/accounts/user-id'
import { listActivity } from '@/lib/audit/store'
import { db } from '@/lib/db'
import { exportUser, type ExportedFile } from '@/lib/export-user'
import { saveAppRegistration } from '@/lib/apps/store'
import { saveFile } from '@/lib/exchange'
import { settingsNameKey } from '@/lib/settings/name'
import { copyRow } from '../../support/copy-rows'
import { begin, claim, newApp, newUser, userOf, valuesOf } from './story'

const app = await newApp()

async function save(user: UserId, name: string): Promise<string> {
  const { attempt } = await begin(user, app)
  const about = { platform: 'exact-online', country: 'sandbox', appName: 'Ledger', clientId: 'client', redirectUri: 'https://a.test' }
  const secrets = { refreshToken: `token of ${name}`, xml: `<settings name="${name}"/>`, encryptStatement: `local encrypt "${name}"` }
  const proof = { authorisedBy: null, authorisedUser: null, companies: [], proofFailure: null }
  return saveFile((await claim(user, attempt.id)).hold, { name, nameKey: settingsNameKey(name), ...about, ...proof, ...secrets })
}

let copies = 0

/** A user of many settings files, most of which are copies of one row. */
async function newOwner(count: number) {
  const id = await newUser()
  const template = await save(id, 'Template')
  await copyRow(process.env.DATABASE_URL ?? '', {
    ...{ table: 'SettingsFile', of: `"id" = '${template}'`, from: (copies += count) - count, count },
    changes: ({ id: row, text, minutesAgo }) => ({
      ...{ id: row, attemptId: 'NULL', createdAt: minutesAgo },
      ...{ name: `'File ' || ${text}`, nameKey: `'file ' || ${text}`, searchKey: `'file ' || ${text}` },
    }),
  })
  return userOf(id, 'mila@kantoor.test')
}

async function begun(...given: Parameters<typeof exportUser>) {
  const files = await exportUser(...given)
  if (!files) throw new Error('Another export is under way')
  return files
}

async function unzip(files: AsyncIterable<ExportedFile>): Promise<Record<string, string>> {
  const chunks: Uint8Array[] = []
  for await (const chunk of zipStream(files) as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Object.fromEntries(Object.entries(unzipSync(Buffer.concat(chunks))).map(([path, bytes]) => [path, strFromU8(bytes)]))
}

test('everything is there once, page after page, and it is noted', async () => {
  const user = await newOwner(129)
  const { platform, country, clientSecret, redirectUri, deviating } = valuesOf(app)
  const registration = { platform, country, clientSecret, redirectUri, deviating }
  for (let count = 0; count < 60; count++) {
    await saveAppRegistration(user.id, { ...registration, clientId: `client ${count}`, name: `App ${count}` }, null, new Date())
  }
  const files = await unzip(await begun(user, false))
  expect(Object.keys(files).sort()).toEqual(['account.json', 'activity.json', 'app-registrations.json', 'settings-history.json'])
  const history = JSON.parse(files['settings-history.json'] ?? '') as { id: string }[]
  expect(new Set(history.map(({ id }) => id)).size).toBe(130)
  expect((JSON.parse(files['app-registrations.json'] ?? '') as unknown[]).length).toBe(61)
  expect(JSON.stringify(files)).not.toContain('token of')
  expect(JSON.stringify(files)).not.toContain(app.clientSecret)
  expect((await listActivity(user.id, null)).rows.filter(({ kind }) => kind === 'data-exported')).toHaveLength(1)
  expect(JSON.parse(files['activity.json'] ?? '')).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'data-exported' })]))
})

test('somebody who has nothing gets lists of nothing', async () => {
  const files = await unzip(await begun(userOf(await newUser(), 'nobody@kantoor.test'), true))
  expect(files['settings-history.json']).toBe('[]\n')
  expect(files['app-registrations.json']).toBe('[]\n')
})

test('with secrets, those that open stand in files of their own, and of the others it is said that they do not', async () => {
  const id = await newUser()
  await save(id, 'Whole')
  const damaged = await save(id, 'Damaged')
  await db.settingsFile.update({ where: { id: damaged }, data: { xmlSealed: 'v2.nothing.of.ours.x' } })
  const files = await unzip(await begun(userOf(id, 'mila@kantoor.test'), true))
  expect(files).toMatchObject({
    'settings/Whole/version-1/settings-Whole.xml': '<settings name="Whole"/>',
    'settings/Whole/version-1/refresh-token.txt': 'token of Whole',
    'settings/Whole/version-1/encrypt-statement.txt': 'local encrypt "Whole"',
    'settings/Damaged/version-1/NOT-OPENED-settings-Damaged.xml': '',
    'settings/Damaged/version-1/refresh-token.txt': 'token of Damaged',
  })
  expect(files['app-registrations.json']).toContain(app.clientSecret)
})

test('everybody else is answered meanwhile, however many export at once', async () => {
  const users = [await newOwner(300), await newOwner(300), await newOwner(300)]
  let turns = 0
  let isOver = false
  const count = () => void (!isOver && (turns++, setImmediate(count)))
  setImmediate(count)
  await Promise.all(users.map(async (user) => unzip(await begun(user, false))))
  isOver = true
  // 301 files of each of three users, fifty in a turn.
  expect(turns).toBeGreaterThan(18)
})

test('of one user one at a time is under way, on whichever instance, and breaking off ends it', async () => {
  const user = await newOwner(10)
  const stream = zipStream(await begun(user, false))
  expect(await exportUser(user, false)).toBeNull()
  expect(await exportUser(userOf(await newUser(), 'luc@kantoor.test'), false)).not.toBeNull()
  await stream.cancel()
  const next = await begun(user, false)
  await unzip(next)
  await unzip(await begun(user, false))
})

test('one that nobody has taken from for two minutes gives way, and breaks off when somebody does', async () => {
  const user = await newOwner(120)
  const old = await begun(user, false, new Date(Date.now() - 2 * 60_000 - 1))
  await old.next()
  const young = await begun(user, false)
  await expect(unzip(old)).rejects.toThrow('Another export has begun')
  await unzip(young)
})

test('of twenty who take a lease at once one gets it, and of twenty who take over one that has lapsed', async () => {
  const now = new Date()
  const key = crypto.randomUUID()
  const take = (at: Date) => Promise.all(Array.from({ length: 20 }, () => takeLease(key, 1_000, at)))
  const [first] = (await take(now)).filter((one) => one !== null)
  const taken = (await take(new Date(now.getTime() + 1_001))).filter((one) => one !== null)
  expect(taken).toHaveLength(1)
  expect(await first?.renew(now)).toBe(false)
  await first?.end()
  expect(await taken[0]?.renew(now)).toBe(true)
})
