import { expect, test, vi } from 'vitest'
import { createUser, isSignUpOpen } from '@/lib/accounts/user-store'
import { db } from '@/lib/db'

// lib/env.js is read once: this stands before its first import, and changes it for this file alone.
vi.hoisted(() => {
  process.env.SIGN_UP = 'first'
})

test('with SIGN_UP=first, ten first sign-ups at once make one account, and then sign-up is closed', async () => {
  expect(await isSignUpOpen()).toBe(true)
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => createUser(`first-${index}@kantoor.test`, 'hash', new Date())))
  expect(answers.filter(Boolean)).toHaveLength(1)
  expect(await db.user.findMany({ select: { founder: true } })).toEqual([{ founder: true }])
  expect(await isSignUpOpen()).toBe(false)
  expect(await createUser('late@kantoor.test', 'hash', new Date())).toBeNull()
  expect(await db.user.count()).toBe(1)
})
