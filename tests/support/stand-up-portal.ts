// What every story stands on: a new database of the given kind, a sandbox of its own, and fresh secrets. Set before lib/env.js is read.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { startSandbox, type Sandbox } from '@/sandbox/sandbox'
import { migrate } from '@/scripts/migrations.mjs'

declare global {
  var sandbox: Sandbox
}

export async function standUpPortal(databaseUrl: string): Promise<void> {
  await migrate(databaseUrl, { log: () => {} })
  globalThis.sandbox = await startSandbox({ portalUrl: 'http://localhost:3000' })
  const spool = mkdtempSync(join(tmpdir(), 'portal-spool-'))
  Object.assign(process.env, {
    PORTAL_URL: 'http://localhost:3000',
    DATABASE_URL: databaseUrl,
    SANDBOX_URL: globalThis.sandbox.url,
    NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    SIGN_UP: 'open',
    METRICS_TOKEN: randomBytes(32).toString('base64url'),
    LOG_LEVEL: 'silent',
    SPOOL_DIR: spool,
  })
  afterAll(async () => {
    const { db } = await import('@/lib/db')
    await db.$disconnect()
    await globalThis.sandbox.close()
    rmSync(spool, { recursive: true, force: true, maxRetries: 3 })
  })
}
