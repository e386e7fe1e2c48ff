// Wrong, missing or damaged keys: npm start refuses, names what is wrong, and overwrites nothing. And a database of the first version is served.
import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from '@playwright/test'
import { migrate } from '@/scripts/migrations.mjs'
import { quietPort } from '@/scripts/steps/ports.mjs'
import { portalEnvironment, startPortal } from '@/tests/support/portal'
import { runProgram } from '@/tests/support/programs'
import { openBackDoor, sessionCookieName } from './support/members'
import { send } from './support/raw-request'

const idOf = (key: string) => createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 8)
const keyIn = (key: string, id = idOf(key)) => ({ id, key, createdAt: '2026-11-01T00:00:00.000Z' })

/** A database as the first version left it: its secrets are sealed under ENCRYPTION_KEY itself. */
async function firstVersionDatabase(url: string, encryptionKey: string) {
  await migrate(url)
  const [user, file, xml] = [randomUUID(), randomUUID(), '<settings name="first"/>\n']
  const seal = (column: string, plain: string) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', Buffer.from(encryptionKey, 'base64'), nonce)
    cipher.setAAD(Buffer.from(`SettingsFile|${file}|${column}|${user}`))
    const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return ['v1', idOf(encryptionKey), ...[nonce, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join('.')
  }
  const database = new Database(url.slice('file:'.length))
  const insert = (table: string, row: Record<string, unknown>) =>
    database
      .prepare(
        `INSERT INTO "${table}" (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
          .map(() => '?')
          .join(', ')})`,
      )
      .run(...Object.values(row))
  const createdAt = '2026-11-01T00:00:00.000+00:00'
  insert('User', { id: user, email: 'first@kantoor.test', passwordHash: 'x', createdAt })
  insert('SettingsFile', {
    ...{ id: file, userId: user, name: 'first', nameKey: 'first', searchKey: 'first', version: 1, platform: 'exact-online', country: 'nl' },
    ...{ appName: 'App', clientId: 'client', redirectUri: 'https://clientredirect.invantive.com', companies: '[]', createdAt },
    refreshTokenSealed: seal('refreshToken', 'token'),
    xmlSealed: seal('xml', xml),
    encryptStatementSealed: seal('encryptStatement', 'local encrypt'),
  })
  const read = () => {
    const reader = new Database(url.slice('file:'.length), { readonly: true })
    const rows = ['User', 'SettingsFile', 'DataKey'].map((table) => reader.prepare(`SELECT * FROM "${table}"`).all())
    reader.close()
    return JSON.stringify(rows)
  }
  database.close()
  return { user, file, xml, read }
}

test.describe('npm start refuses, and overwrites nothing,', () => {
  const other = randomBytes(32).toString('base64')
  const own = randomBytes(32).toString('base64')
  const keyFiles: [name: string, keyFile: string | null, names: RegExp][] = [
    ['when KEY_FILE is not there', null, /KEY_FILE .*keys\.json can't be read \(ENOENT\)/],
    ['when KEY_FILE is not JSON', other, /KEY_FILE .*keys\.json is not of the form/],
    [
      'when a key of KEY_FILE is short',
      JSON.stringify({ primary: 'a', keys: [keyIn(other.slice(0, 20), 'a')] }),
      /Key a of KEY_FILE .* must be 32 bytes/,
    ],
    [
      'when KEY_FILE lacks its primary key',
      JSON.stringify({ primary: 'b', keys: [keyIn(other)] }),
      /names "b" as its primary key, and holds none/,
    ],
    [
      'when KEY_FILE has the right id with other bytes',
      JSON.stringify({ primary: idOf(own), keys: [keyIn(other, idOf(own))] }),
      new RegExp(`gives key ${idOf(own)} other bytes`),
    ],
    [
      'when KEY_FILE has the key of another database',
      JSON.stringify({ primary: idOf(other), keys: [keyIn(other)] }),
      new RegExp(
        `KEY_FILE .* has not all the keys of this database: 3 secrets of this database are under key ${idOf(own)}. At hand: ${idOf(other)}`,
      ),
    ],
  ]
  for (const [name, keyFile, names] of [
    ...keyFiles,
    ['when ENCRYPTION_KEY is another one', undefined, /ENCRYPTION_KEY is not the key of this database/] as const,
  ]) {
    test(name, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'portal-start-'))
      try {
        const path = join(folder, 'keys.json')
        if (keyFile) writeFileSync(path, keyFile, { mode: 0o600 })
        const given = keyFile === undefined ? { ENCRYPTION_KEY: other, KEY_FILE: '' } : { ENCRYPTION_KEY: '', KEY_FILE: path }
        const env = { ...portalEnvironment(await quietPort(), folder), ...given }
        const { read } = await firstVersionDatabase(env.DATABASE_URL, own)
        const before = read()
        const { code, output } = await runProgram(['server.mjs'], { env })
        expect(code, output).toBe(1)
        expect(output).toMatch(names)
        for (const secret of [own, other, other.slice(0, 20)]) expect(output).not.toContain(secret)
        expect(output, 'a sentence, not a stack').not.toMatch(/^\s+at /m)
        expect(read()).toBe(before)
        if (keyFile) expect(readFileSync(path, 'utf8')).toBe(keyFile)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    })
  }
})

test('a database of the first version is served with its ENCRYPTION_KEY, also while the first key file is made', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-start-'))
  try {
    const port = await quietPort()
    const given = { ...portalEnvironment(port, folder), KEY_FILE: '' }
    const { user, file, xml } = await firstVersionDatabase(given.DATABASE_URL, given.ENCRYPTION_KEY)
    const rotate = (keyFile: string) =>
      runProgram(['--conditions=react-server', '--import', 'tsx', 'scripts/keys-rotate.ts'], { env: { ...given, KEY_FILE: keyFile } })
    const portal = await startPortal({ environment: given, port })
    const backDoor = openBackDoor(portal.environment)
    const headers = { Cookie: `${sessionCookieName}=${await backDoor.logIn(user)}` }
    const download = async () => {
      const { status, body } = await send({ port, path: `/settings/${file}/download`, headers })
      return [status, body]
    }
    expect(await download()).toEqual([200, xml])
    expect(await rotate('')).toEqual({ code: 1, output: expect.stringContaining('KEY_FILE is not set: to begin, set it') })
    const begun = await rotate(join(folder, 'keys.json'))
    expect(begun).toEqual({ code: 0, output: expect.stringContaining('Nothing is under the new key yet') })
    expect(await download()).toEqual([200, xml])
    await backDoor.stop()
    await portal.stop()

    const again = await startPortal({ environment: { ...given, ENCRYPTION_KEY: '', KEY_FILE: join(folder, 'keys.json') }, port })
    expect(await download()).toEqual([200, xml])
    await again.stop()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
