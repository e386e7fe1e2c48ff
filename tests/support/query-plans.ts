// How a database goes about a statement: whether it seeks what it needs, or reads a table from one end to the other.
import Database from 'better-sqlite3'
import pg from 'pg'
import type { Statement } from './watch-statements.mjs'

/** `lines`: as the database tells it. `faults`: what makes it cost more with every row there is. */
export type Plan = Statement & { lines: string[]; faults: string[] }

/** A page's worth of rows, those that it reads in vain among them. */
const mostRows = 1_000
// As long as the program is old.
const migrations = '_prisma_migrations'
// Of these one user has a few at most: they may be sorted, and read as a whole.
const fewOfOne = [migrations, 'Passkey', 'Totp', 'RecoveryCode', 'DataKey', 'SignOnIdentity', 'MailLink', 'Challenge']

/** Only what looks for rows has a way to find them. */
const looksForRows = ({ sql }: Statement) => /^\s*(SELECT|UPDATE|DELETE|WITH)\b/i.test(sql) && /\bFROM\b|\bUPDATE\b/i.test(sql)

/** A statement that was sent many times, with whatever values, is looked at once. */
export async function explain(url: string, statements: Statement[]): Promise<Plan[]> {
  const different = [...new Map(statements.filter(looksForRows).map((one) => [one.sql, one])).values()]
  return url.startsWith('file:') ? explainSqlite(url, different) : explainPostgres(url, different)
}

function explainSqlite(url: string, statements: Statement[]): Plan[] {
  const database = new Database(url.slice('file:'.length))
  try {
    return statements.map((statement) => {
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${statement.sql}`).all(...statement.values) as { detail: string }[]
      const lines = steps.map(({ detail }) => detail)
      return { ...statement, lines, faults: lines.filter((line) => isFault(line, statement)) }
    })
  } finally {
    database.close()
  }
}

/**
 * SCAN reads everything, also of an index. SEARCH seeks; by the user alone, and in no order of the index's, it has to read all that is theirs, as it
 * must before a sort, unless ties alone are left to that.
 */
function isFault(line: string, { sql }: Statement): boolean {
  if (/^SCAN (?!\(|CONSTANT|sub$)/.test(line)) return line !== `SCAN main.${migrations}`
  const [, , table = ''] = /\b(?:FROM|UPDATE) (?:([`"])\w+\1\.)?[`"]?(\w+)/.exec(sql) ?? []
  const readsAllOfOne = /^SEARCH main\..* \(userId=\?\)$/.test(line) && !sql.includes('ORDER BY')
  return !fewOfOne.includes(table) && (readsAllOfOne || /^USE TEMP B-TREE FOR (ORDER|DISTINCT)/.test(line))
}

/** Carried out, and taken back: so that the plan tells what was read. */
async function explainPostgres(url: string, statements: Statement[]): Promise<Plan[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const plans: Plan[] = []
    for (const { sql, values } of statements) {
      await client.query('BEGIN')
      const { rows } = await client.query(`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ${sql}`, values)
      await client.query('ROLLBACK')
      const lines = (rows as { 'QUERY PLAN': string }[]).map((row) => row['QUERY PLAN'])
      const scans = lines.filter((line) => /\bSeq Scan\b/.test(line) && !line.includes(migrations))
      const read = countRead(lines)
      plans.push({ sql, values, lines, faults: [...scans, ...(read > mostRows ? [`${read} rows read`] : [])] })
    }
    return plans
  } finally {
    await client.end()
  }
}

/** Rows of tables that scans have brought up, and those that a filter threw away. What an index alone has answered are none. */
function countRead(lines: string[]): number {
  let [read, loops, isIndexOnly] = [0, 1, false]
  for (const line of lines) {
    const [, kind = '', rows, times] = /(\w+ (?:Only )?Scan) .*\(actual rows=(\d+) loops=(\d+)\)/.exec(line) ?? []
    if (kind) [loops, isIndexOnly] = [Number(times), kind.includes('Only')]
    const [, removed] = /Rows Removed by (?:Filter|Index Recheck): (\d+)/.exec(line) ?? []
    const [, fetched] = /Heap Fetches: (\d+)/.exec(line) ?? []
    read += isIndexOnly ? Number(fetched ?? 0) : Number(rows ?? removed ?? 0) * loops
  }
  return read
}

/** A plan as somebody reads it. */
export const renderPlan = ({ sql, lines, faults }: Plan) => [...faults, sql, ...lines.map((line) => `  ${line}`)].join('\n')
