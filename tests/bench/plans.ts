// The statements that a page's request sends to the database, and how that goes about them.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { send } from '@/tests/e2e/support/raw-request'
import { cookieOf } from '@/tests/faults/support/hand-in'
import type { Stand } from '@/tests/faults/support/stand'
import { projectRoot } from '@/tests/support/programs'
import { explain, type Plan } from '@/tests/support/query-plans'
import type { Statement } from '@/tests/support/watch-statements.mjs'

/** The columns that are read say nothing of the way to them. */
const shorten = (sql: string) =>
  sql
    .replace(/^SELECT .*? FROM/, 'SELECT … FROM')
    .replaceAll(/[`"](main|public)[`"]\./g, '')
    .replaceAll(/(\?|\$\d+)(,(\?|\$\d+))+/g, '$1, …')

const render = ({ sql, lines }: Plan) => ['```', shorten(sql), '', ...lines, '```'].join('\n')

/** For each page its plans, as Markdown. */
export async function renderPlans(stand: Stand, pages: Record<string, string>): Promise<string> {
  const file = join(stand.folder, 'statements')
  const preload = join(projectRoot, 'tests/bench/inside/record-statements.mjs')
  const portal = await stand.start({ environment: { NODE_OPTIONS: `--import ${preload}`, STATEMENTS_FILE: file } })
  const parts: string[] = []
  try {
    for (const [name, path] of Object.entries(pages)) {
      rmSync(file, { force: true })
      const { status } = await send({ port: portal.port, path, headers: { Cookie: cookieOf(stand.account) } })
      if (status !== 200) throw new Error(`${name} was answered with ${status}`)
      const statements = readFileSync(file, 'utf8').trimEnd().split('\n')
      const plans = await explain(
        stand.environment.DATABASE_URL ?? '',
        statements.map((line) => JSON.parse(line) as Statement),
      )
      parts.push(`**${name}**`, ...plans.map(render))
    }
  } finally {
    await portal.stop()
  }
  return parts.join('\n\n')
}
