// The dearest requests of each door, a stranger's and a user's, while another client asks whether the portal is alive: nobody may keep it waiting.
import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copyRow } from '../support/copy-rows'
import { openBackDoor } from '../e2e/support/members'
import { projectRoot } from '../support/programs'
import { askMeanwhile } from './support/another-client'
import { cookieOf } from './support/hand-in'
import { launch, type Process } from './support/launch'
import { standUp, type Stand } from './support/stand'
import { readActions, worstRequests, type Place } from './support/worst-requests'

// Another version of the portal may be measured, to compare with: the folder of its build.
const folder = process.env.LIMITS_OF ?? projectRoot
const isOurs = folder === projectRoot
// Of one user, who exports them.
const files = Number(process.env.LIMITS_FILES ?? 5_000)
const rows: string[] = []

let stand: Stand
let portal: Process
let place: Place

beforeAll(async () => {
  stand = await standUp('limits')
  const { account, environment } = stand
  const backDoor = openBackDoor(environment)
  const [template = ''] = await backDoor.addSettingsFiles(account.id, ['Template'])
  await backDoor.stop()
  await copyRow(environment.DATABASE_URL ?? '', {
    ...{ table: 'SettingsFile', of: `"id" = '${template}'`, count: files },
    changes: ({ id, text, minutesAgo }) => ({
      ...{ id, attemptId: 'NULL', createdAt: minutesAgo },
      ...{ name: `'File ' || ${text}`, nameKey: `'file ' || ${text}`, searchKey: `'file ' || ${text}` },
    }),
  })
  portal = await launch(environment, { logFile: 'test-results/faults/limits.log', cwd: folder })
  const origin = environment.PORTAL_URL ?? ''
  place = { port: portal.port, origin, actions: readActions(folder), cookie: cookieOf(account), email: account.email }
})

afterAll(async () => {
  await portal?.stop()
  await stand?.close()
  const head =
    '| who | door | what | times | answers | longest wait of another client, ms | median, ms | processor, ms | memory, MB |\n|---|---|---|---|---|---|---|---|---|'
  mkdirSync('test-results/faults', { recursive: true })
  writeFileSync(`test-results/faults/limits${isOurs ? '' : '-other'}.md`, `${head}\n${rows.join('\n')}\n`)
})

describe.each(worstRequests)('$who at $door: $what', ({ who, door, what, times, send }) => {
  test('keeps nobody waiting', { timeout: 300_000 }, async () => {
    // What a first request loads is not what it costs.
    await send(place, -1).catch(() => null)
    const statuses = new Map<string, number>()
    const waited = await askMeanwhile(portal, () =>
      Promise.all(
        Array.from({ length: times }, async (_, index) => {
          const status = await send(place, index).then(
            (answer) => String(answer.status),
            (error: NodeJS.ErrnoException) => String(error.code),
          )
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        }),
      ),
    )
    const answers = [...statuses].sort().map(([status, count]) => `${count} × ${status}`)
    const numbers = [waited.longestMs, waited.medianMs, waited.processorMs, waited.peakMB].map(Math.round)
    rows.push(`| ${[who, door, what, times, answers.join(', '), ...numbers].join(' | ')} |`)
    console.log(rows.at(-1))
    if (isOurs) {
      expect(waited.medianMs).toBeLessThan(250)
      expect([...statuses.keys()].filter((status) => !/^\d+$/.test(status))).toEqual([])
    }
  })
})
