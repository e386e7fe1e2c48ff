import { describe, expect, test } from 'vitest'
import { deleteAppRegistration, getAppRegistration, listAppRegistrations, openClientSecret, saveAppRegistration } from '@/lib/apps/store'
import { getSettingsFile, openSettingsField } from '@/lib/history/store'
import { openAttempt } from '@/lib/open-attempt'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { allow, begin, exchange, makeSettings, newApp, newUser, requireAttempt, valuesOf } from './story'

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
    expect(outcome.ok && (await getSettingsFile(user, outcome.settingsId))).toMatchObject({
      clientId: app.clientId,
      redirectUri: app.redirectUri,
    })
  })
})
