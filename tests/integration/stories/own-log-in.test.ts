import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { readRegistration } from '@/app/(portal)/apps/read-registration'
import { hashPassword } from '@/lib/accounts/password'
import type { User } from '@/lib/accounts/require-user'
import type { UserId } from '@/lib/accounts/user-id'
import { createUser } from '@/lib/accounts/user-store'
import { findOwnLogIn } from '@/lib/own-log-in'
import { userOf } from './story'

const guid = '7d1e2b3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e'
const password = 'correct horse battery'

async function newMember(passwordHash: string | null): Promise<User> {
  const email = `${randomUUID()}@kantoor.test`
  const made = await createUser({ email, passwordHash }, new Date())
  return userOf((made?.id ?? '') as UserId, email)
}

async function issuesOf(user: User, values: Record<string, string>) {
  const form = new FormData()
  const whole = {
    platform: 'exact-online',
    country: 'sandbox',
    deviating: 'on',
    redirectUri: 'https://clientredirect.invantive.com',
    ...values,
  }
  for (const [name, value] of Object.entries(whole)) form.set(name, value)
  const { values: read, issues } = await readRegistration(user, form)
  expect(read === null).toBe(issues.length > 0)
  return issues.map(({ path, message }) => `${String(path[0])}: ${message}`)
}

test('the portal’s own password is no client secret: typed, with blanks round it, or in a pasted block', async () => {
  const user = await newMember(await hashPassword(password))
  expect(await issuesOf(user, { clientId: guid, clientSecret: password })).toEqual(['clientSecret: secretOwnPassword'])
  expect(await issuesOf(user, { clientId: guid, clientSecret: ` ${password} ` })).toEqual(['clientSecret: secretOwnPassword'])
  const block = `Client ID: ${guid}\nClient Secret: "${password}"\nRedirect URI: https://clientredirect.invantive.com`
  expect(await issuesOf(user, { clientId: block, clientSecret: '' })).toContain('clientSecret: secretOwnPassword')
  expect(await issuesOf(user, { clientId: guid, clientSecret: 'another secret' })).toEqual([])
  expect(await issuesOf(user, { clientId: guid, clientSecret: '' })).toEqual([])
})

test('both, as Chromium fills them in, are told at their fields', async () => {
  const user = await newMember(await hashPassword(password))
  expect(await issuesOf(user, { clientId: user.email.toUpperCase(), clientSecret: password })).toEqual([
    'clientId: clientIdOwnEmail',
    'clientSecret: secretOwnPassword',
    'clientId: clientIdPattern',
  ])
})

test('an account without a password has none that a secret could be', async () => {
  expect(await issuesOf(await newMember(null), { clientId: guid, clientSecret: password })).toEqual([])
})

test('somebody else’s password is no business of this form', async () => {
  await newMember(await hashPassword(password))
  expect(await issuesOf(await newMember(await hashPassword('something else 1')), { clientId: guid, clientSecret: password })).toEqual([])
})

test('the form is no place to guess a password: after fifty tries it has to wait, and so has the right one', async () => {
  const user = await newMember(await hashPassword(password))
  const now = new Date()
  for (let guess = 0; guess < 50; guess++)
    expect(await findOwnLogIn(user, { clientId: guid, clientSecret: `guess ${guess}` }, now)).toEqual([])
  expect(await findOwnLogIn(user, { clientId: guid, clientSecret: password }, now)).toMatchObject([
    { problem: 'slowedSeconds', seconds: 1 },
  ])
})

test.each([
  [{ clientId: 'a secret 1', clientSecret: guid }, ['clientId: swapped']],
  [{ clientId: 'a secret 1', clientSecret: `{${guid.toUpperCase()}}` }, ['clientId: swapped']],
  [{ clientId: guid, clientSecret: guid.toUpperCase() }, ['clientSecret: secretIsId']],
  [{ clientId: 'my-app', clientSecret: 'a secret 1' }, ['clientId: clientIdPattern']],
  [{ clientId: `{${guid.toUpperCase()}}`, clientSecret: 'a secret 1', asTyped: 'clientId' }, []],
])('%j', async (values, expected) => {
  expect(await issuesOf(await newMember(null), values)).toEqual(expected)
})
