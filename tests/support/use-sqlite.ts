import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { standUpPortal } from './stand-up-portal'

const folder = mkdtempSync(join(tmpdir(), 'portal-stories-'))
// Registered first, so it runs last: after the database has been closed.
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
await standUpPortal(`file:${join(folder, 'portal.db')}`)
