// Client IDs of the time before lib/apps/client-id.ts, in both databases.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, describe } from 'vitest'
import { migrate } from '../../scripts/migrations.mjs'
import { kinds, query } from '../support/migration-databases'
import { projectRoot } from '../support/programs'

const guid = '7d1e2b3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e'
const other = '00000000-AbCd-4b6c-8d7e-9f0a1b2c3d4e'

describe.each(kinds)('$kind', ({ folder, newUrl }) => {
  test('a GUID in capitals or braces becomes the one spelling, and everything else stays as it was', async () => {
    const url = await newUrl()
    await migrate(url)
    const now = url.startsWith('file:') ? '0' : `'2026-01-01'`
    await query(url, `INSERT INTO "User" ("id", "email", "createdAt") VALUES ('u', 'u@kantoor.test', ${now})`)
    const rows = [
      ['a', `{${guid.toUpperCase()}}`, 'one'],
      ['b', guid.toUpperCase(), 'two'],
      ['c', guid, 'two'],
      ['d', other, 'three'],
      ['e', `{${other}}`, 'three'],
      ['f', 'MY-CLIENT', 'four'],
      ['g', `${guid.toUpperCase()}x`, 'five'],
      ['h', 'ABCDEFGH-4f5a-4b6c-8d7e-9f0a1b2c3d4e', 'six'],
    ]
    for (const [id, clientId, uri] of rows)
      await query(
        url,
        `INSERT INTO "AppRegistration" ("id", "userId", "name", "platform", "country", "clientId", "clientSecretSealed", "clientSecretLast4",
           "redirectUri", "deviating", "createdAt", "updatedAt")
         VALUES ('${id}', 'u', 'n', 'p', 'c', '${clientId}', 's', '', '${uri}', ${url.startsWith('file:') ? 0 : 'false'}, ${now}, ${now})`,
      )
    const sql = readFileSync(join(projectRoot, folder, 'migrations/20261201061000_one_guid/migration.sql'), 'utf8').replace(/^--.*$/gm, '')
    for (const statement of sql.split(';').filter((text) => text.trim())) await query(url, statement)
    const found = await query(url, 'SELECT "id", "clientId" FROM "AppRegistration" ORDER BY "id"')
    expect(Object.fromEntries(found.map(({ id, clientId }) => [id, clientId]))).toEqual({
      ...{ a: guid, b: guid.toUpperCase(), c: guid, d: other.toLowerCase(), e: `{${other}}` },
      ...{ f: 'MY-CLIENT', g: `${guid.toUpperCase()}x`, h: 'ABCDEFGH-4f5a-4b6c-8d7e-9f0a1b2c3d4e' },
    })
  })
})
