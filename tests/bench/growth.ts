// What a page costs with 10², 10⁴ and 10⁶ settings files and app registrations in all, of which one user has at most 10⁵.
import { openBackDoor } from '@/tests/e2e/support/members'
import { send } from '@/tests/e2e/support/raw-request'
import { cookieOf } from '@/tests/faults/support/hand-in'
import type { Stand } from '@/tests/faults/support/stand'
import { copyRow } from '@/tests/support/copy-rows'
import { query } from '@/tests/support/migration-databases'
import { renderPlans } from './plans'
import { inTurn, quantile } from './statistics'
import type { Row } from './table'

const mostOfOne = 100_000
const ofEachOther = 10_000
const historyBar = 1.2
const aboutPlans = `Settings files and app registrations are many here. PostgreSQL reads a table that has a few rows as a whole, as that of the log-ins; that it seeks
in these, too, once they have grown, is held by \`tests/integration/stories/query-plans.test.ts\`.`

type Size = { all: number; stand: Stand }

/** Copies of what the portal itself made, a minute apart. */
async function fill({ environment, account }: Stand, all: number): Promise<string> {
  const url = environment.DATABASE_URL ?? ''
  const backDoor = openBackDoor(environment)
  const [template = ''] = await backDoor.addSettingsFiles(account.id, ['Template'])
  const owners = [{ id: account.id, count: Math.min(all, mostOfOne) - 1 }]
  for (let left = all - mostOfOne; left > 0; left -= ofEachOther)
    owners.push({ id: await backDoor.addUser(`filler-${left}@kantoor.test`), count: Math.min(left, ofEachOther) })
  await backDoor.stop()
  let from = 0
  for (const { id: owner, count } of owners) {
    const userId = `'${owner}'`
    await copyRow(url, {
      ...{ table: 'SettingsFile', of: `"id" = '${template}'`, from, count },
      changes: ({ id, text, minutesAgo }) => ({
        ...{ id, userId, attemptId: 'NULL', createdAt: minutesAgo },
        ...{ name: `'File ' || ${text}`, nameKey: `'file ' || ${text}`, searchKey: `'file ' || ${text}` },
      }),
    })
    await copyRow(url, {
      ...{ table: 'AppRegistration', of: `"name" = 'Template'`, from, count },
      changes: ({ id, text, minutesAgo }) => ({ id, userId, clientId: id, name: `'App ' || ${text}`, updatedAt: minutesAgo }),
    })
    from += count
  }
  // PostgreSQL does so by itself before long; SQLite plans by its indexes alone.
  if (!url.startsWith('file:')) await query(url, 'VACUUM ANALYZE')
  return template
}

const pages = (file: string): Record<string, string> => ({
  'settings history': '/settings',
  'settings history, searched': '/settings?q=1',
  'settings history, searched in vain': '/settings?q=nothing',
  'settings history, sorted by name': '/settings?sort=name',
  result: `/settings/${file}`,
  download: `/settings/${file}/download`,
  'app registrations': '/apps',
  'app registrations, searched': '/apps?q=1',
  'app registrations, searched in vain': '/apps?q=nothing',
  preauthenticate: '/preauthenticate',
})

export async function measureGrowthOfRows(sizes: Size[], database: string, requests: number): Promise<{ rows: Row[]; details: string }> {
  const portals = []
  const rows: Row[] = []
  try {
    for (const { all, stand } of sizes) {
      const file = await fill(stand, all)
      portals.push({ all, stand, file, portal: await stand.start() })
    }
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
  } finally {
    await Promise.all(portals.map(({ portal }) => portal.stop()))
  }
  const plans = await Promise.all(
    portals.slice(-1).map(async ({ all, stand, file }) => {
      const summary = `Query plans with ${all.toLocaleString('en')} rows on ${database}`
      return `<details><summary>${summary}</summary>\n\n${aboutPlans}\n\n${await renderPlans(stand, pages(file))}\n\n</details>`
    }),
  )
  return { rows, details: plans.join('') }
}
