import { describe, expect, test } from 'vitest'
import { deleteAppRegistration, getAppRegistration, listAppRegistrations, openClientSecret, saveAppRegistration } from '@/lib/apps/store'
import { listActivity } from '@/lib/audit/store'
import { db } from '@/lib/db'
import { getSettingsFile, openSettingsField } from '@/lib/history/store'
import { openAttempt } from '@/lib/open-attempt'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { countCall } from '@/tests/support/taken'
import { allow, begin, exchange, makeSettings, newApp, newUser, requireAttempt, settingsIdOf, valuesOf } from './story'

const now = new Date()
const values = {
  name: 'Ledger',
  platform: 'exact-online',
  country: 'nl',
  clientId: 'client-1',
  clientSecret: 'a-made-up-secret-9876',
  deviating: true,
  redirectUri: 'https://clientredirect.invantive.com',
}

async function savedBy(user: Awaited<ReturnType<typeof newUser>>, changes: Partial<typeof values> = {}) {
  const saved = await saveAppRegistration(user, { ...values, ...changes }, null, now)
  if (typeof saved === 'string') throw new Error(saved)
  return saved.id
}

describe('a registration', () => {
  test('is saved, and shown without its secret but for the last four characters', async () => {
    const user = await newUser()
    const id = await savedBy(user)
    const { clientSecret, ...shown } = values
    const row = await getAppRegistration(user, id)
    expect(row).toEqual({ ...shown, id, clientSecretLast4: '9876', createdAt: now, updatedAt: now })
    expect(JSON.stringify(row)).not.toContain(clientSecret)
    expect(await listAppRegistrations(user)).toEqual([row])
    expect(await openClientSecret(user, id)).toBe(clientSecret)
  })

  test('with a short secret shows none of it', async () => {
    const user = await newUser()
    expect((await getAppRegistration(user, await savedBy(user, { clientSecret: 'short-one' })))?.clientSecretLast4).toBe('')
  })

  test('keeps its secret when it is edited without one, and takes a new one', async () => {
    const user = await newUser()
    const id = await savedBy(user)
    expect(await saveAppRegistration(user, { ...values, name: 'Renamed', clientSecret: '' }, id, now)).toEqual({ id })
    expect(await getAppRegistration(user, id)).toMatchObject({ name: 'Renamed', clientSecretLast4: '9876' })
    expect(await openClientSecret(user, id)).toBe(values.clientSecret)
    await saveAppRegistration(user, { ...values, clientSecret: 'another-made-up-4321' }, id, now)
    expect(await openClientSecret(user, id)).toBe('another-made-up-4321')
  })

  test('is refused a second time, new and by an edit, and nothing changes', async () => {
    const user = await newUser()
    const first = await savedBy(user)
    const second = await savedBy(user, { clientId: 'client-2' })
    expect(await saveAppRegistration(user, values, null, now)).toBe('duplicate')
    expect(await saveAppRegistration(user, { ...values, clientSecret: 'yet-another-0000' }, second, now)).toBe('duplicate')
    expect(await getAppRegistration(user, second)).toMatchObject({ clientId: 'client-2', clientSecretLast4: '9876' })
    expect((await listAppRegistrations(user)).map(({ id }) => id).sort()).toEqual([first, second].sort())
    expect(await savedBy(await newUser())).toBeTruthy()
  })

  test('is saved once by ten at the same time', async () => {
    const user = await newUser()
    const answers = await Promise.all(Array.from({ length: 10 }, () => saveAppRegistration(user, values, null, now)))
    expect(answers.filter((answer) => answer === 'duplicate')).toHaveLength(9)
    expect(await listAppRegistrations(user)).toHaveLength(1)
  })

  test('is not made without a secret', async () => {
    expect(await saveAppRegistration(await newUser(), { ...values, clientSecret: '' }, null, now)).toBe('missing')
  })

  test('may be deleted: the history keeps its copy, and an attempt under way still comes to its end', async () => {
    const user = await newUser()
    const app = await newApp()
    const settingsId = await makeSettings(user, app)
    const xml = await openSettingsField(user, settingsId, 'xml')
    const { attempt, state } = await begin(user, app, { settingsName: 'Second' })
    expect(await deleteAppRegistration(user, attempt.registrationId ?? '')).toBe(true)
    expect(await deleteAppRegistration(user, attempt.registrationId ?? '')).toBe(false)
    expect(await getSettingsFile(user, settingsId)).toMatchObject({ clientId: app.clientId })
    expect(await openSettingsField(user, settingsId, 'xml')).toBe(xml)
    const rest = await requireAttempt(user, attempt.id)
    expect(rest.registrationId).toBeNull()
    expect((await exchangeReturnUrl(user, rest, await allow(app, state))).ok).toBe(true)
  })
})

describe('Preauthenticate', () => {
  test('saves the registration that was typed, and finds it again the next time', async () => {
    const user = await newUser()
    const app = await newApp()
    await begin(user, app, { settingsName: 'First' })
    await begin(user, app, { settingsName: 'Second' })
    expect(await listAppRegistrations(user)).toMatchObject([{ name: 'First', clientId: app.clientId }])
  })

  test('uses the stored secret of the chosen registration', async () => {
    const user = await newUser()
    const app = await newApp()
    const { attempt } = await begin(user, app)
    const { outcome } = await exchange(user, app, { clientSecret: '', registrationId: attempt.registrationId })
    expect(outcome.ok).toBe(true)
  })

  test.each([
    ['another client ID', { clientId: 'other' }],
    ['another country', { country: 'nl' }],
  ])('never sends a stored secret with %s', async (_, changes) => {
    const user = await newUser()
    const app = await newApp()
    const { attempt } = await begin(user, app)
    const opened = await openAttempt(user, { ...valuesOf(app), clientSecret: '', registrationId: attempt.registrationId, ...changes })
    expect(opened).toMatchObject({ ok: false, field: 'clientSecret' })
    expect(await listAppRegistrations(user)).toHaveLength(1)
  })

  test.each([{ country: 'evil.example' }, { country: '' }, { country: '__proto__' }, { platform: 'evil' }, { platform: 'constructor' }])(
    'takes no address from a form: %j',
    async (changes) => {
      const user = await newUser()
      expect(await openAttempt(user, { ...valuesOf(await newApp()), ...changes })).toMatchObject({ ok: false, field: 'country' })
      expect(await listAppRegistrations(user)).toEqual([])
    },
  )

  test('is not moved by a later edit of the registration', async () => {
    const user = await newUser()
    const app = await newApp()
    const { attempt, state } = await begin(user, app)
    const edited = { ...values, name: 'Edited', country: 'sandbox', clientSecret: 'not-the-secret-0000' }
    expect(await saveAppRegistration(user, edited, attempt.registrationId, now)).toEqual({ id: attempt.registrationId })
    const outcome = await exchangeReturnUrl(user, await requireAttempt(user, attempt.id), await allow(app, state))
    expect(await getSettingsFile(user, settingsIdOf(outcome))).toMatchObject({
      clientId: app.clientId,
      redirectUri: app.redirectUri,
    })
  })

  test('refuses what the budget at the provider has no room for, and says in how many minutes it has', async () => {
    const user = await newUser()
    const app = await newApp()
    for (let number = 0; number < 9; number++) {
      const call = await countCall({ ...valuesOf(app), owner: user }, new Date(now.getTime() - number * 60_000))
      await call?.settle('refused')
    }
    const opened = await openAttempt(user, valuesOf(app), now)
    expect(opened).toMatchObject({ ok: false, field: 'clientId', problem: 'budgetSpent', minutes: 52 })
    expect(await listAppRegistrations(user)).toEqual([])
    expect((await openAttempt(user, valuesOf(app), new Date(now.getTime() + 53 * 60_000))).ok).toBe(true)
  })

  test('with a stored secret that does not open asks for it at its field, and overwrites it with the new one only', async () => {
    const user = await newUser()
    const app = await newApp()
    const { attempt } = await begin(user, app)
    const id = attempt.registrationId ?? ''
    await db.appRegistration.update({ where: { id }, data: { clientSecretSealed: 'v2.damaged.AAAA.AAAA.AAAA' } })
    const opened = await openAttempt(user, { ...valuesOf(app), clientSecret: '', registrationId: id })
    expect(opened).toMatchObject({ ok: false, field: 'clientSecret', problem: 'secretDamaged' })
    expect(await db.appRegistration.findUnique({ where: { id } })).toMatchObject({ clientSecretSealed: 'v2.damaged.AAAA.AAAA.AAAA' })
    expect((await openAttempt(user, { ...valuesOf(app), registrationId: id })).ok).toBe(true)
    expect(await openClientSecret(user, id)).toBe(app.clientSecret)
  })

  test('with a key of secrets that does not open says so, and begins nothing', async () => {
    const user = await newUser()
    const app = await newApp()
    await begin(user, app)
    await db.dataKey.updateMany({ where: { userId: user }, data: { keyWrapped: 'v2.damaged.AAAA.AAAA.AAAA' } })
    expect(await openAttempt(user, valuesOf(app))).toMatchObject({ ok: false, field: 'form' })
    expect(await db.attempt.count({ where: { userId: user } })).toBe(1)
  })

  test('is noted: the registration once, the attempt each time', async () => {
    const user = await newUser()
    const app = await newApp()
    const { attempt } = await begin(user, app)
    const chosen = { clientSecret: '', registrationId: attempt.registrationId }
    await begin(user, app, chosen)
    await begin(user, app, { ...chosen, clientSecret: app.clientSecret })
    const kinds = (await listActivity(user, null)).rows.map(({ kind }) => kind).reverse()
    expect(kinds).toEqual(['registration-added', 'attempt-opened', 'attempt-opened', 'registration-changed', 'attempt-opened'])
  })
})
