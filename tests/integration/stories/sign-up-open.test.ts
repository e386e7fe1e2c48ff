import { expect, test } from 'vitest'
import { createUser, isSignUpOpen } from '@/lib/accounts/user-store'
import { db } from '@/lib/db'

test('with SIGN_UP=open, ten sign-ups at once on an empty portal all get an account, and one of them is the founder', async () => {
  expect(await isSignUpOpen()).toBe(true)
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => createUser(`user-${index}@kantoor.test`, 'hash', new Date())))
  expect(answers.filter(Boolean)).toHaveLength(10)
  expect(await db.user.count({ where: { founder: true } })).toBe(1)
  expect(await isSignUpOpen()).toBe(true)
})

test('one address makes one account, also by ten at once', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => createUser('same@kantoor.test', 'hash', new Date())))
  expect(answers.filter(Boolean)).toHaveLength(1)
})
