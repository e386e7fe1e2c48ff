import { describe, expect, test, vi } from 'vitest'
import type { User } from '@/lib/accounts/require-user'
import { listActivity } from '@/lib/audit/store'
import { db } from '@/lib/db'
import { giveSecret } from '@/lib/give-secret'
import { secretFields } from '@/lib/history/store'
import { liveRefreshTokens, makeSettings, newApp, newUser, userOf } from './story'

const now = new Date()

async function owner(confirmedAt = now): Promise<User> {
  return userOf(await newUser(), 'mila@kantoor.test', { confirmedAt })
}
const entries = async ({ id }: User) =>
  (await listActivity(id, null)).rows
    .filter(({ kind }) => /revealed|copied|downloaded/.test(kind))
    .map(({ kind, detail }) => [kind, detail])

describe('a secret', () => {
  test('is given with its entry in the audit', async () => {
    const user = await owner()
    const app = await newApp()
    const id = await makeSettings(user.id, app)
    expect(await giveSecret(user, id, 'refreshToken', 'revealed', now)).toEqual({
      ok: true,
      value: liveRefreshTokens(app.clientId)[0],
      fileName: 'settings-Kantoor.xml',
    })
    await giveSecret(user, id, 'encryptStatement', 'copied', now)
    await giveSecret(user, id, 'xml', 'downloaded', now)
    expect(await entries(user)).toEqual([
      ['downloaded', { settingsFile: id, name: 'Kantoor' }],
      ['copied', { settingsFile: id, name: 'Kantoor', field: 'encryptStatement' }],
      ['revealed', { settingsFile: id, name: 'Kantoor', field: 'refreshToken' }],
    ])
  })

  test('is not given where the entry can not be written', async () => {
    const user = await owner()
    const id = await makeSettings(user.id, await newApp())
    const broken = vi.spyOn(db, '$transaction').mockRejectedValue(new Error('away'))
    await expect(giveSecret(user, id, 'refreshToken', 'revealed', now)).rejects.toThrow('away')
    broken.mockRestore()
    expect(await entries(user)).toEqual([])
  })

  test('is not given ten minutes after the password, and leaves no entry', async () => {
    const user = await owner(new Date(now.getTime() - 600_000))
    const id = await makeSettings(user.id, await newApp())
    for (const field of secretFields) expect(await giveSecret(user, id, field, 'revealed', now)).toEqual({ ok: false, problem: 'stale' })
    expect(await entries(user)).toEqual([])
  })

  test('of somebody else is not there, fresh or not', async () => {
    const id = await makeSettings((await owner()).id, await newApp())
    for (const stranger of [await owner(), await owner(new Date(0))]) {
      expect(await giveSecret(stranger, id, 'xml', 'downloaded', now)).toEqual({ ok: false, problem: 'missing' })
      expect(await entries(stranger)).toEqual([])
    }
  })

  test('that was changed where it is kept is damaged, and the others of the file are not', async () => {
    const user = await owner()
    const id = await makeSettings(user.id, await newApp())
    const { xmlSealed } = await db.settingsFile.findUniqueOrThrow({ where: { id } })
    await db.settingsFile.update({ where: { id }, data: { refreshTokenSealed: xmlSealed } })
    expect(await giveSecret(user, id, 'refreshToken', 'revealed', now)).toEqual({ ok: false, problem: 'damaged' })
    expect((await giveSecret(user, id, 'xml', 'revealed', now)).ok).toBe(true)
    expect(await db.settingsFile.findUniqueOrThrow({ where: { id } })).toMatchObject({ refreshTokenSealed: xmlSealed })
    expect(await entries(user)).toHaveLength(1)
  })
})
