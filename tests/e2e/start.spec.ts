import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from '@playwright/test'
import { migrate } from '@/scripts/migrations.mjs'
import { quietPort } from '@/scripts/steps/ports.mjs'
import { portalEnvironment, startPortal, type PortalEnvironment } from '@/tests/support/portal'
import { runProgram } from '@/tests/support/programs'

const canary = randomBytes(32).toString('base64')
const good = randomBytes(32).toString('base64url')

/** What is changed in a valid environment, and what the refusal must name. */
const refusals: [name: string, changed: PortalEnvironment, names: RegExp][] = [
  ['NEXTAUTH_SECRET is missing', { NEXTAUTH_SECRET: '' }, /NEXTAUTH_SECRET is missing/],
  ['NEXTAUTH_SECRET is short', { NEXTAUTH_SECRET: 'tooshortcanary' }, /NEXTAUTH_SECRET must be/],
  ['NEXTAUTH_SECRET is one letter', { NEXTAUTH_SECRET: 'a'.repeat(64) }, /NEXTAUTH_SECRET must be/],
  ['ENCRYPTION_KEY is missing', { ENCRYPTION_KEY: '' }, /ENCRYPTION_KEY is missing/],
  ['ENCRYPTION_KEY is short', { ENCRYPTION_KEY: canary.slice(0, 20) }, /ENCRYPTION_KEY must be/],
  ['ENCRYPTION_KEY is a word over and over', { ENCRYPTION_KEY: Buffer.alloc(32, 'changeme').toString('base64') }, /ENCRYPTION_KEY must be/],
  ['PORTAL_URL is no address', { PORTAL_URL: 'portal' }, /PORTAL_URL/],
  ['PORTAL_URL has a path', { PORTAL_URL: 'https://portal.example.test/path' }, /PORTAL_URL/],
  ['PORTAL_URL is http on a real host', { PORTAL_URL: 'http://portal.example.com' }, /PORTAL_URL must begin with https/],
  [
    'a sandbox stands beside a public portal',
    { PORTAL_URL: 'https://portal.example.com', SANDBOX_URL: 'http://localhost:3001' },
    /SANDBOX_URL must not be set/,
  ],
  ['the sandbox itself is public', { SANDBOX_URL: 'https://sandbox.example.com' }, /SANDBOX_URL is a public address/],
  ['SIGN_UP is something else', { SIGN_UP: 'perhaps' }, /SIGN_UP/],
  ['PORT is no number', { PORT: 'http' }, /PORT/],
  ['DATABASE_URL is of another kind', { DATABASE_URL: `mysql://root:${good}@localhost/portal` }, /DATABASE_URL must begin/],
  ['the database can’t be reached', { DATABASE_URL: `postgresql://portal:${good}@localhost:1/portal` }, /DATABASE_URL/],
  ['the database is not there yet', {}, /db:migrate/],
]

test.describe('npm start refuses', () => {
  for (const [name, changed, names] of refusals) {
    test(`when ${name}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'portal-start-'))
      try {
        const env = { ...portalEnvironment(await quietPort(), folder), ...changed }
        const { code, output } = await runProgram(['server.mjs'], { env })
        expect(code).toBe(1)
        expect(output).toMatch(names)
        const secrets = [good, 'tooshortcanary', 'a'.repeat(64), canary.slice(0, 20), env.NEXTAUTH_SECRET, env.ENCRYPTION_KEY].filter(
          Boolean,
        )
        for (const secret of secrets) expect(output).not.toContain(secret)
        expect(output, 'a sentence, not a stack').not.toMatch(/^\s+at /m)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    })
  }

  for (const [name, sql, names] of [
    [
      'the database is newer',
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ('x', 'x', '99990101000000_later', 1, 1, 1)`,
      /newer than this program.*99990101000000_later/,
    ],
    ['a migration was changed', `UPDATE _prisma_migrations SET checksum = 'other'`, /was changed after it/],
    ['a migration is missing', `DELETE FROM _prisma_migrations`, /db:migrate|not up to date/],
  ] as const) {
    test(`when ${name}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'portal-start-'))
      try {
        const env = portalEnvironment(await quietPort(), folder)
        await migrate(env.DATABASE_URL)
        const database = new Database(env.DATABASE_URL.slice('file:'.length))
        database.exec(sql)
        database.close()
        const { code, output } = await runProgram(['server.mjs'], { env })
        expect(code).toBe(1)
        expect(output).toMatch(names)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    })
  }

  test('when its port is taken, and names it', async () => {
    const port = await quietPort()
    const blocker = createServer().listen(port, 'localhost')
    const folder = mkdtempSync(join(tmpdir(), 'portal-start-'))
    try {
      const env = portalEnvironment(port, folder)
      await migrate(env.DATABASE_URL)
      const { code, output } = await runProgram(['server.mjs'], { env })
      expect(code).toBe(1)
      expect(output).toContain(`Port ${port} is taken`)
    } finally {
      blocker.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

test('npm start says where it is ready, prints no secret, and ends by itself', async () => {
  const portal = await startPortal()
  const { NEXTAUTH_SECRET = canary, ENCRYPTION_KEY = canary } = portal.environment
  const log = portal.readLog()
  expect((await fetch(`${portal.url}/ready`)).status).toBe(200)
  expect(await portal.stop()).toBe(0)
  expect(log).toContain(`portal ready on ${portal.url}`)
  for (const secret of [NEXTAUTH_SECRET, ENCRYPTION_KEY]) expect(log).not.toContain(secret)
})
