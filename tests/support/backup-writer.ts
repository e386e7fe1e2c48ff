// Writes rows to DATABASE_URL until it is killed, two at a time in one transaction, and says how many.
import Database from 'better-sqlite3'
import pg from 'pg'

const url = process.env.DATABASE_URL ?? ''
const values = (pair: number) => `('left-${pair}', ${pair}, ''), ('right-${pair}', ${pair}, '')`
const insert = (pair: number) => `INSERT INTO "AuditHead" ("chain", "sequence", "hash") VALUES ${values(pair)}`

async function openWriter(): Promise<(sql: string) => unknown> {
  if (url.startsWith('file:')) {
    const database = new Database(url.slice('file:'.length), { timeout: 10_000 })
    return (sql) => database.exec(sql)
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return (sql) => client.query(sql)
}

const write = await openWriter()
for (let pair = 1; ; pair++) {
  // Two statements, so that a state in between exists.
  const [left = '', right = ''] = [insert(pair).replace(/, \('right.*/, ''), insert(pair).replace(/VALUES .*, \('right/, `VALUES ('right`)]
  await write('BEGIN')
  await write(left)
  await write(right)
  await write('COMMIT')
  console.log(pair)
  await new Promise(setImmediate)
}
