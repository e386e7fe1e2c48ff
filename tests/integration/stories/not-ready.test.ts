import crypto from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { getBudget } from '@/lib/budget/store'
import { db } from '@/lib/db'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { allow, begin, newApp, newUser, requireAttempt, settingsIdOf, tokenCalls } from './story'

beforeEach(() => sandbox.world.reset())
afterEach(() => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
})

const spool = process.env.SPOOL_DIR ?? ''

async function start() {
  const user = await newUser()
  const app = await newApp()
  const { attempt, state } = await begin(user, app)
  const returnUrl = await allow(app, state)
  const submit = async () => exchangeReturnUrl(user, await requireAttempt(user, attempt.id), returnUrl)
  return { user, app, attempt, submit, statusNow: async () => (await requireAttempt(user, attempt.id)).status }
}

test('a spool that can’t be written is found before the code is spent, and the same return URL works once it can', async () => {
  const { submit, statusNow } = await start()
  mkdirSync(spool, { recursive: true })
  renameSync(spool, `${spool}-aside`)
  writeFileSync(spool, 'a file where the folder should be')
  expect(await submit()).toEqual({ ok: false, failure: 'disk-full', isOver: false })
  expect(await statusNow()).toBe('open')
  expect(tokenCalls()).toBe(0)
  rmSync(spool)
  renameSync(`${spool}-aside`, spool)
  settingsIdOf(await submit())
  expect(tokenCalls()).toBe(1)
})

test('room that can’t be had gives the attempt back', async () => {
  const { user, app, attempt, submit, statusNow } = await start()
  vi.spyOn(crypto, 'randomInt').mockImplementation(() => 1)
  syncBuiltinESMExports()
  const inTheWay = `${spool}/${attempt.id}.1.answer`
  mkdirSync(inTheWay, { recursive: true })
  expect(await submit()).toEqual({ ok: false, failure: 'disk-full', isOver: false })
  expect(await statusNow()).toBe('open')
  expect((await getBudget({ ...attempt, ...app, owner: user }, new Date())).calls).toBe(0)
  rmSync(inTheWay, { recursive: true })
  settingsIdOf(await submit())
  expect(tokenCalls()).toBe(1)
})

test('a database that takes no writes is found before the code is spent', async () => {
  const { attempt, submit, statusNow } = await start()
  vi.spyOn(db, '$transaction').mockRejectedValue(new Error('attempt to write a readonly database'))
  expect(await submit()).toEqual({ ok: false, failure: 'database-away', isOver: false })
  vi.restoreAllMocks()
  expect(await statusNow()).toBe('open')
  expect(readdirSync(spool).filter((name) => name.startsWith(attempt.id))).toEqual([])
  expect(tokenCalls()).toBe(0)
  settingsIdOf(await submit())
})

test('a client secret that does not open sends nothing and overwrites nothing', async () => {
  const { attempt, submit, statusNow } = await start()
  const row = await db.attempt.findUniqueOrThrow({ where: { id: attempt.id } })
  const damaged = (row.clientSecretSealed ?? '').replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  await db.attempt.update({ where: { id: attempt.id }, data: { clientSecretSealed: damaged } })
  expect(await submit()).toEqual({ ok: false, failure: 'secret-damaged', isOver: false })
  expect(await statusNow()).toBe('open')
  expect((await db.attempt.findUniqueOrThrow({ where: { id: attempt.id } })).clientSecretSealed).toBe(damaged)
  expect(tokenCalls()).toBe(0)
})
