import { expect, test } from 'vitest'
import {
  deleteAppRegistration,
  findByClientId,
  findDeletedRegistration,
  getAppRegistration,
  listAppRegistrations,
  openClientSecret,
  restoreAppRegistration,
  saveAppRegistration,
} from '@/lib/apps/store'
import { getAttempt } from '@/lib/attempts/store'
import { db } from '@/lib/db'
import * as history from '@/lib/history/store'
import { settingsNameKey } from '@/lib/settings/name'
import { undoMs } from '@/lib/deletion'
import { forgetDeleted } from '@/lib/forget-store'
import { resealUser } from '@/lib/vault/reseal-store'
import { makeSettings, newApp, newUser, valuesOf } from './story'

function registrationOf(app: Parameters<typeof valuesOf>[0], name: string) {
  const { platform, country, clientId, clientSecret, redirectUri, deviating } = valuesOf(app)
  return { platform, country, clientId, clientSecret, redirectUri, deviating, name }
}

const after = (at: Date, ms: number) => new Date(at.getTime() + ms)

async function deletedThings() {
  const user = await newUser()
  const app = await newApp()
  const file = await makeSettings(user, app)
  const registration = (await findByClientId(user, app.clientId))?.id ?? ''
  const at = new Date()
  expect(await history.deleteSettingsFile(user, file, at)).toBe(true)
  expect(await deleteAppRegistration(user, registration, at)).toBe(true)
  return { user, app, file, registration, at }
}

test('what is deleted is nowhere to be seen, and opens nowhere', async () => {
  const { user, app, file, registration, at } = await deletedThings()
  expect(await history.getSettingsFile(user, file)).toBeNull()
  for (const field of history.secretFields) expect(await history.openSettingsField(user, file, field)).toBeNull()
  for (const sort of ['newest', 'oldest', 'name', 'ending'] as const)
    expect((await history.listSettingsFiles(user, { sort })).rows).toEqual([])
  expect(await history.isNameTaken(user, settingsNameKey('Kantoor'))).toBe(false)
  expect(await history.findSettingsFileIds(user, [file])).toEqual([])
  expect(await history.listLivingOfClient(user, app.clientId, at)).toEqual([])
  expect(await listAppRegistrations(user)).toEqual([])
  expect(await getAppRegistration(user, registration)).toBeNull()
  expect(await openClientSecret(user, registration)).toBeNull()
  expect(await findByClientId(user, app.clientId)).toBeNull()
  const changed = { ...registrationOf(app, 'Changed'), redirectUri: 'https://else.test' }
  expect(await saveAppRegistration(user, changed, registration, at)).toBe('missing')
  expect(await history.deleteSettingsFile(user, file, at)).toBe(false)
  expect(await deleteAppRegistration(user, registration, at)).toBe(false)
})

test('for ten minutes it comes back as it was, with its attempt', async () => {
  const { user, app, file, registration, at } = await deletedThings()
  const justIn = after(at, undoMs - 1)
  expect(await history.findDeletedFile(user, file, justIn)).toMatchObject({ id: file })
  expect(await findDeletedRegistration(user, registration, justIn)).toMatchObject({ id: registration })
  expect(await history.restoreSettingsFile(user, file, justIn)).toBe(true)
  expect(await restoreAppRegistration(user, registration, justIn)).toBe(true)
  const back = await history.getSettingsFile(user, file)
  expect(await getAttempt(user, back?.attemptId ?? '')).toMatchObject({ settingsFile: { id: file }, registrationId: registration })
  expect(await history.openSettingsField(user, file, 'xml')).toContain(app.clientId)
  expect(await openClientSecret(user, registration)).toBe(app.clientSecret)
  // Once is enough.
  expect(await history.restoreSettingsFile(user, file, justIn)).toBe(false)
  expect(await restoreAppRegistration(user, registration, justIn)).toBe(false)
})

test('after ten minutes it comes back for nobody, and is forgotten, of all users, and nothing else with it', async () => {
  const [one, two] = [await deletedThings(), await deletedThings()]
  const kept = await makeSettings(one.user, await newApp())
  const late = after(two.at, undoMs)
  expect(await history.restoreSettingsFile(one.user, one.file, late)).toBe(false)
  expect(await restoreAppRegistration(one.user, one.registration, late)).toBe(false)
  expect(await history.findDeletedFile(one.user, one.file, late)).toBeNull()
  expect(await findDeletedRegistration(one.user, one.registration, late)).toBeNull()
  await forgetDeleted(late)
  const users = { in: [one.user, two.user] }
  expect(await db.settingsFile.findMany({ where: { userId: users }, select: { id: true } })).toEqual([{ id: kept }])
  expect(await db.appRegistration.count({ where: { userId: users } })).toBe(1)
})

test('what can still be undone is not forgotten', async () => {
  const { user, file, registration, at } = await deletedThings()
  await forgetDeleted(after(at, undoMs - 1))
  expect(await db.settingsFile.count({ where: { userId: user, id: file } })).toBe(1)
  expect(await db.appRegistration.count({ where: { userId: user, id: registration } })).toBe(1)
})

test('the same values saved again take the place of what was deleted', async () => {
  const { user, app, registration, at } = await deletedThings()
  const saved = await saveAppRegistration(user, registrationOf(app, 'Again'), null, at)
  expect(saved).toEqual({ id: expect.any(String) })
  expect(saved).not.toEqual({ id: registration })
  expect(await restoreAppRegistration(user, registration, at)).toBe(false)
  expect(await listAppRegistrations(user)).toMatchObject([{ name: 'Again' }])
})

test('a new data key takes along what is deleted, and it opens when it is back', async () => {
  const { user, app, file, registration, at } = await deletedThings()
  await resealUser(user, after(at, 1), after(at, 2))
  expect(await history.restoreSettingsFile(user, file, at)).toBe(true)
  expect(await restoreAppRegistration(user, registration, at)).toBe(true)
  expect(await history.openSettingsField(user, file, 'xml')).toContain(app.clientId)
  expect(await openClientSecret(user, registration)).toBe(app.clientSecret)
})
