// Many rows at once: copies of one that the portal itself made, so that they are as wide as a real one.
import { query } from './migration-databases'

/** How a database says what differs from copy to copy; `n` is a copy's number. */
type Words = { id: string; text: string; minutesAgo: string }

const sqlite: Words = {
  id: `('00000000-0000-4000-8000-' || printf('%012d', n))`,
  text: `CAST(n AS TEXT)`,
  minutesAgo: `strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '-' || n || ' minutes')`,
}
const postgres: Words = {
  id: `('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))`,
  text: `n::text`,
  minutesAgo: `(now() AT TIME ZONE 'UTC' - n * interval '1 minute')`,
}

type Copies = {
  table: string
  /** An SQL condition that the row to be copied meets. */
  of: string
  from?: number
  count: number
  /** For each column that differs, its SQL. */
  changes: (words: Words) => Record<string, string>
}

/** Adds `count` copies of a row, numbered from `from` on. */
export async function copyRow(url: string, { table, of, from = 0, count, changes }: Copies): Promise<void> {
  const [row] = await query(url, `SELECT * FROM "${table}" WHERE ${of} LIMIT 1`)
  if (!row) throw new Error(`No row of ${table} meets ${of}`)
  const isSqlite = url.startsWith('file:')
  const changed = changes(isSqlite ? sqlite : postgres)
  const numbers = isSqlite
    ? `WITH RECURSIVE numbers(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM numbers WHERE n < ${from + count - 1})`
    : `WITH numbers AS (SELECT n FROM generate_series(${from}, ${from + count - 1}) AS series(n))`
  const columns = Object.keys(row).map((name) => `"${name}"`)
  const values = Object.keys(row).map((name) => changed[name] ?? `"${name}"`)
  await query(
    url,
    `${numbers} INSERT INTO "${table}" (${columns.join(', ')}) SELECT ${values.join(', ')}
     FROM numbers CROSS JOIN (SELECT * FROM "${table}" WHERE ${of} LIMIT 1) AS template`,
  )
}
