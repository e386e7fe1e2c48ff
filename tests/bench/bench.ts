// Measures, prints tables, and writes them to docs/benchmarks.md. Every figure is of one run, the sides in turn. `--quick` takes a look and
// `--only "Growth of rows"` measures the groups whose title begins so: neither writes.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { standUp, type Stand } from '@/tests/faults/support/stand'
import { startPostgres } from '@/tests/support/postgres'
import { measureExchanges, measureGrowth, measureSignIn } from './exchange'
import { measureGrowthOfRows } from './growth'
import { measurePages } from './pages'
import { measureParts } from './parts'
import { renderProfiles } from './profile'
import { measureScriptBytes } from './script-bytes'
import { buildBareNext } from './servers'
import { measureMemory, measureRush, measureStart } from './start'
import { renderTable, type Row } from './table'
import { measureVitals } from './vitals'

const { quick: isQuick, only } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
}).values
const rowCounts = isQuick ? [100, 10_000] : [100, 10_000, 1_000_000]
const [rounds, starts, pairs] = isQuick ? [1, 2, 20] : [5, 5, 200]
// A portal as it is run, not as the tests of faults hurry it.
const asInProduction = { LEASE_SECONDS: '20', LOG_LEVEL: 'info' }

type Group = { title: string; rows: Row[]; details?: string }
const groups: Group[] = []

const renderGroup = ({ title, rows, details }: Group) =>
  [`## ${title}`, ...(rows.length ? [renderTable(rows)] : []), ...(details ? [details] : [])].join('\n\n')

async function group(title: string, measure: () => Promise<Row[] | Omit<Group, 'title'>>): Promise<void> {
  if (!title.startsWith(only)) return
  const measured = await measure()
  const group = { title, ...(Array.isArray(measured) ? { rows: measured } : measured) }
  groups.push(group)
  console.log(`\n${renderGroup(group)}`)
}

async function withStand<Result>(name: string, databaseUrl: string | undefined, work: (stand: Stand) => Promise<Result>): Promise<Result> {
  const stand = await standUp(`bench-${name}`, { databaseUrl, environment: asInProduction })
  try {
    return await work(stand)
  } finally {
    await stand.close()
  }
}

if (!only.startsWith('Growth')) await buildBareNext()
const postgres = await startPostgres({ durable: true })
try {
  const databases = { SQLite: async () => undefined, PostgreSQL: () => postgres.createDatabase() }
  await group('Start and memory', () =>
    withStand('start', undefined, async (stand) => [...(await measureStart(stand, starts)), ...(await measureMemory(stand, 10_000))]),
  )
  await group('JavaScript', () => withStand('bytes', undefined, measureScriptBytes))
  await group('In the browser', () => withStand('vitals', undefined, (stand) => measureVitals(stand, rounds)))
  await group('Parts', async () => measureParts(rounds))
  for (const [database, make] of Object.entries(databases)) {
    const url = await make()
    await group(`Exchanges on ${database}`, () => withStand('exchange', url, (stand) => measureExchanges(stand, database, pairs)))
    await group(`Pages on ${database}`, async () => withStand('pages', await make(), (stand) => measurePages(stand, database, rounds)))
  }
  for (const [database, make] of Object.entries(databases))
    await group(`Growth of rows on ${database}`, async () => {
      const sizes = await Promise.all(
        rowCounts.map(async (all) => ({
          all,
          stand: await standUp(`bench-${all}-rows`, { databaseUrl: await make(), environment: asInProduction }),
        })),
      )
      try {
        return await measureGrowthOfRows(sizes, database, isQuick ? 20 : 200)
      } finally {
        await Promise.all(sizes.map(({ stand }) => stand.close()))
      }
    })
  await group('Profiles', () => withStand('profiles', undefined, async (stand) => ({ rows: [], details: await renderProfiles(stand) })))
  await group('Signing in', () => withStand('sign-in', undefined, (stand) => measureSignIn(stand, 20)))
  if (!isQuick) {
    await group('Memory in a rush', () => withStand('rush', undefined, (stand) => measureRush(stand, 1_000)))
    await group('Memory over exchanges', () => withStand('growth', undefined, measureGrowth))
  }
} finally {
  await postgres.stop()
}

const versionOf = (name: string) => (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version
const missed = groups.flatMap(({ rows }) => rows).filter(({ isMet }) => isMet === false)
const report = `# Benchmarks

Made by \`npm run bench\`${isQuick ? ' with \`--quick\`: a look, no measurement' : ''}. Medians of rounds that are measured in turn, with the least and the most; a ratio is of neighbours in time.

| machine | ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Linux ${release()} |
|---|---|
| date | ${new Date().toISOString().slice(0, 10)} |
| versions | Node.js ${process.versions.node}, Next.js ${versionOf('next')}, React ${versionOf('react')}, Prisma ${versionOf('@prisma/client')} |
| bars missed | ${missed.length ? missed.map(({ what }) => what).join('; ') : 'none'} |

${groups.map(renderGroup).join('\n\n')}
`
if (!isQuick && !only) writeFileSync('docs/benchmarks.md', report)
console.log(`\n${missed.length} bars missed${missed.length ? `:\n${missed.map(({ what }) => `  ${what}`).join('\n')}` : ''}`)
