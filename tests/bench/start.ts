// From the start of a process to its first good answer, and what it holds in memory.
import type { Stand } from '@/tests/faults/support/stand'
import { killProgram, startProgram } from '@/tests/support/programs'
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

const settle = () => new Promise((resolve) => setTimeout(resolve, 3_000))

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
