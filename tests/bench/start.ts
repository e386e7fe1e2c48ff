// From the start of a process to its first good answer, and what it holds in memory.
import type { Stand } from '@/tests/faults/support/stand'
import { killProgram, startProgram } from '@/tests/support/programs'
import { openBackDoor } from '@/tests/e2e/support/members'
import { cookieOf } from '@/tests/faults/support/hand-in'
import { requestsPerSecond } from './load'
import { firstAnswer, residentBytes, startBareNext } from './servers'
import { inTurn, ratioOf, spreadOf } from './statistics'
import { number, ratio, type Row } from './table'

async function timePortal({ environment }: Stand): Promise<number> {
  const startedAt = performance.now()
  const child = startProgram(['server.mjs'], { env: environment })
  await firstAnswer(`${environment.PORTAL_URL}/login`)
  const ms = performance.now() - startedAt
  await killProgram(child)
  return ms
}

async function timeBareNext(): Promise<number> {
  const startedAt = performance.now()
  const bare = await startBareNext()
  const ms = performance.now() - startedAt
  await bare.stop()
  return ms
}

export async function measureStart(stand: Stand, rounds: number): Promise<Row[]> {
  const times = await inTurn(rounds, { bare: timeBareNext, portal: () => timePortal(stand) })
  const stands = ratioOf(times.portal, times.bare)
  const { median } = spreadOf(times.portal)
  return [
    { what: 'cold start of bare Next.js, to its first page', measured: number(times.bare, 'ms') },
    {
      what: 'cold start of the portal, to its log-in page',
      measured: number(times.portal, 'ms'),
      ratio: ratio(stands, 'bare Next.js'),
      bar: '≤ 1.5 ×, and ≤ 1,000 ms',
      isMet: stands.median <= 1.5 && median <= 1_000,
    },
  ]
}

/** Until the portal has tidied up (lib/http/collect-when-idle.mjs). */
const settle = () => new Promise((resolve) => setTimeout(resolve, 30_000))

export async function measureMemory(stand: Stand, requests: number): Promise<Row[]> {
  const portal = await stand.start()
  const bare = await startBareNext()
  const pages = { portal: `${stand.environment.PORTAL_URL}/login`, bare: `${bare.url}/dynamic` }
  const look = async () => (await settle(), { portal: residentBytes(portal.pid) / 1e6, bare: residentBytes(bare.pid) / 1e6 })
  try {
    const idle = await look()
    for (const url of Object.values(pages)) await requestsPerSecond({ url, amount: requests })
    const worked = await look()
    const row = (when: string, { portal: own, bare: floor }: typeof idle, bar?: number): Row => ({
      what: `memory ${when}`,
      measured: `${own.toFixed(0)} MB, bare Next.js ${floor.toFixed(0)} MB`,
      ratio: `${(own / floor).toFixed(2)} × bare Next.js`,
      ...(bar && { bar: `≤ ${bar} ×`, isMet: own / floor <= bar }),
    })
    return [row('idle', idle, 1.5), row(`after ${requests.toLocaleString('en')} requests`, worked)]
  } finally {
    await Promise.all([bare.stop(), portal.stop()])
  }
}

/** The most that it holds while pages overlap without a pause: what they keep of each other grows for as long as the rush lasts. */
export async function measureRush(stand: Stand, pages: number): Promise<Row[]> {
  const backDoor = openBackDoor(stand.environment)
  await backDoor.addSettingsFiles(
    stand.account.id,
    Array.from({ length: 30 }, (_, index) => `Rush ${index}`),
  )
  await backDoor.stop()
  const portal = await stand.start()
  const run = async () => {
    let most = 0
    const look = setInterval(() => (most = Math.max(most, residentBytes(portal.pid))), 100)
    await requestsPerSecond({ url: `${stand.environment.PORTAL_URL}/settings`, cookie: cookieOf(stand.account), amount: pages })
    clearInterval(look)
    return most
  }
  try {
    const first = await run()
    await run()
    await run()
    const last = await run()
    await settle()
    const row = (what: string, bytes: number): Row => ({ what, measured: `${(bytes / 1e6).toFixed(0)} MB` })
    const count = (times: number) => (times * pages).toLocaleString('en')
    return [
      row(`memory at most, while ten clients ask for ${count(1)} history pages`, first),
      { ...row(`memory at most, up to ${count(4)}`, last), ratio: `${(last / first).toFixed(2)} × of the first` },
      row('memory half a minute later', residentBytes(portal.pid)),
    ]
  } finally {
    await portal.stop()
  }
}
