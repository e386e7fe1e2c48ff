// What a page costs with 10², 10⁴ and 10⁶ settings files in all, of which one user has at most 10⁵.
import { openBackDoor } from '@/tests/e2e/support/members'
import { send } from '@/tests/e2e/support/raw-request'
import { cookieOf } from '@/tests/faults/support/hand-in'
import type { Stand } from '@/tests/faults/support/stand'
import { query } from '@/tests/support/migration-databases'
import { inTurn, quantile } from './statistics'
import type { Row } from './table'

const mostOfOne = 100_000
const ofEachOther = 10_000
const historyBar = 1.2

type Size = { all: number; stand: Stand }

/** Copies of a file that the portal itself made, so that a row is as wide as a real one. */
async function fill({ environment, account }: Stand, all: number): Promise<string> {
  const url = environment.DATABASE_URL ?? ''
  const backDoor = openBackDoor(environment)
  const [template = ''] = await backDoor.addSettingsFiles(account.id, ['Template'])
  const owners = [{ id: account.id, count: Math.min(all, mostOfOne) - 1 }]
  for (let left = all - mostOfOne; left > 0; left -= ofEachOther)
    owners.push({ id: await backDoor.addUser(`filler-${left}@kantoor.test`), count: Math.min(left, ofEachOther) })
  await backDoor.stop()
  const isSqlite = url.startsWith('file:')
  const columns = [
    ...['platform', 'country', 'appName', 'clientId', 'redirectUri', 'refreshTokenSealed', 'xmlSealed', 'encryptStatementSealed'],
    ...['authorisedBy', 'authorisedUser', 'companies', 'createdAt'],
  ]
    .map((name) => `"${name}"`)
    .join(', ')
  let first = 0
  for (const { id, count } of owners) {
    const numbers = isSqlite
      ? `WITH RECURSIVE "numbers"(n) AS (SELECT ${first} UNION ALL SELECT n + 1 FROM "numbers" WHERE n < ${first + count - 1})`
      : `WITH "numbers" AS (SELECT n FROM generate_series(${first}, ${first + count - 1}) AS series(n))`
    const padded = isSqlite ? `printf('%012d', n)` : `lpad(n::text, 12, '0')`
    const name = (start: string) => `'${start} ' || ${isSqlite ? 'n' : 'n::text'}`
    await query(
      url,
      `${numbers} INSERT INTO "SettingsFile" ("id", "userId", "name", "nameKey", "searchKey", "version", ${columns})
       SELECT '00000000-0000-4000-8000-' || ${padded}, '${id}', ${name('File')}, ${name('file')}, ${name('file')}, 1, ${columns}
       FROM "numbers" CROSS JOIN (SELECT ${columns} FROM "SettingsFile" WHERE "id" = '${template}') AS "template"`,
    )
    first += count
  }
  await query(url, 'ANALYZE')
  return template
}

const pages = (file: string): Record<string, string> => ({
  'settings history': '/settings',
  'settings history, searched': '/settings?q=file+99',
  'settings history, sorted by name': '/settings?sort=name',
  result: `/settings/${file}`,
  download: `/settings/${file}/download`,
  'app registrations': '/apps',
})

export async function measureGrowthOfRows(sizes: Size[], database: string, requests: number): Promise<Row[]> {
  const portals = []
  try {
    for (const { all, stand } of sizes) {
      const file = await fill(stand, all)
      portals.push({ all, stand, file, portal: await stand.start() })
    }
    const rows: Row[] = []
    for (const [name] of Object.entries(pages(''))) {
      const ask = Object.fromEntries(
        portals.map(({ all, stand, file, portal }) => [
          String(all),
          async () => {
            const startedAt = performance.now()
            const { status } = await send({
              port: portal.port,
              path: pages(file)[name] ?? '',
              headers: { Cookie: cookieOf(stand.account) },
            })
            if (status !== 200) throw new Error(`${name} with ${all} rows was answered with ${status}`)
            return performance.now() - startedAt
          },
        ]),
      )
      // The first ones find nothing compiled and nothing cached.
      await inTurn(5, ask)
      const measured = await inTurn(requests, ask)
      const few = measured[String(sizes[0]?.all)] ?? []
      for (const [all, times] of Object.entries(measured)) {
        const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)]
        const growth = p50 / quantile(few, 0.5)
        const isBar = name === 'settings history' && Number(all) === 1_000_000
        rows.push({
          what: `${name}, ${Number(all).toLocaleString('en')} rows (${database})`,
          measured: `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
          ratio: `${growth.toFixed(2)} × ${sizes[0]?.all} rows`,
          ...(isBar && { bar: `≤ ${historyBar} ×`, isMet: growth <= historyBar }),
        })
      }
    }
    return rows
  } finally {
    await Promise.all(portals.map(({ portal }) => portal.stop()))
  }
}
