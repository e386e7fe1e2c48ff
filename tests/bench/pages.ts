// Requests a second at ten clients: the portal's pages beside a bare Next.js page, in turn.
import { cookieOf } from '@/tests/faults/support/hand-in'
import type { Stand } from '@/tests/faults/support/stand'
import { openBackDoor } from '@/tests/e2e/support/members'
import { requestsPerSecond } from './load'
import { startBareNext, startBareNode } from './servers'
import { inTurn, ratioOf } from './statistics'
import { number, ratio, type Row } from './table'

export async function measurePages(stand: Stand, database: string, rounds: number): Promise<Row[]> {
  const backDoor = openBackDoor(stand.environment)
  const names = Array.from({ length: 30 }, (_, index) => `Bench ${index}`)
  const [file = ''] = await backDoor.addSettingsFiles(stand.account.id, names)
  await backDoor.stop()
  const portal = await stand.start()
  const [bare, node] = [await startBareNext(), await startBareNode()]
  const url = stand.environment.PORTAL_URL ?? ''
  const cookie = cookieOf(stand.account)
  const sides = {
    'node:http': { url: node.url },
    'bare Next.js, route handler': { url: `${bare.url}/answer` },
    'bare Next.js, static page': { url: bare.url },
    'bare Next.js, dynamic page': { url: `${bare.url}/dynamic` },
    'log-in': { url: `${url}/login` },
    preauthenticate: { url: `${url}/preauthenticate`, cookie },
    'settings history': { url: `${url}/settings`, cookie },
    result: { url: `${url}/settings/${file}`, cookie },
    download: { url: `${url}/settings/${file}/download`, cookie },
  }
  try {
    // Compiled, cached and connected, as on the second minute of a day.
    for (const side of Object.values(sides)) await requestsPerSecond({ ...side, seconds: 2 })
    const measured = await inTurn(
      rounds,
      Object.fromEntries(Object.entries(sides).map(([name, side]) => [name, () => requestsPerSecond(side)])) as {
        [Name in keyof typeof sides]: () => Promise<number>
      },
    )
    const dynamic = measured['bare Next.js, dynamic page']
    const handler = measured['bare Next.js, route handler']
    const bars = { 'log-in': 0.85, preauthenticate: 0.7, 'settings history': 0.7, result: 0.7, download: 0.5 } as Record<string, number>
    return Object.entries(measured).map(([name, values]) => {
      const least = bars[name]
      const against = name === 'download' ? handler : dynamic
      const stands = ratioOf(values, against)
      return {
        what: `${name} (${database})`,
        measured: number(values, 'requests/s'),
        ...(least && {
          ratio: ratio(stands, name === 'download' ? 'the bare route handler' : 'the bare dynamic page'),
          bar: `≥ ${least} ×`,
          isMet: stands.median >= least,
        }),
      }
    })
  } finally {
    await Promise.all([bare.stop(), node.stop(), portal.stop()])
  }
}
