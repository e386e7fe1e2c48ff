// Where the processor's time goes in what misses its bar: Node's own profile of a portal under load, by who wrote the code.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Profiler } from 'node:inspector'
import { setTimeout as delay } from 'node:timers/promises'
import { openBackDoor } from '@/tests/e2e/support/members'
import { cookieOf, handIn } from '@/tests/faults/support/hand-in'
import type { Door, Stand } from '@/tests/faults/support/stand'
import { projectRoot } from '@/tests/support/programs'
import { requestsPerSecond } from './load'
import { firstAnswer } from './servers'

const seconds = 5
const mostShown = 7

// The first that fits. Next.js brings React along in its runtime for pages, and bundles what the portal is made of.
const origins: [string, RegExp][] = [
  ['React, and Next.js around it', /next\/dist\/compiled\/next-server\/app-page/],
  ['Next.js', /node_modules\/next\//],
  ['Prisma', /node_modules\/@prisma\/|databases_/],
  ['icons (lucide)', /lucide/],
  ['texts (next-intl)', /intl/],
  ['the portal’s code and components', /\.next\/server|^file:/],
  ['other packages', /node_modules\//],
  ['Node.js', /^node:/],
]

const named: Record<string, string> = {
  '(garbage collector)': 'garbage collection',
  '(program)': 'Node.js',
  // Functions without an address are those of the machine: sockets, files, SQLite.
  '': 'sockets, files and SQLite',
}

function originOf({ functionName, url }: Profiler.Profile['nodes'][number]['callFrame']): string {
  if (functionName === '(garbage collector)' || functionName === '(program)') return named[functionName] ?? ''
  return origins.find(([, pattern]) => pattern.test(url))?.[0] ?? named[''] ?? ''
}

/** @returns shares of the time in which the processor was at work, the largest first */
function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): [string, number][] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const times = new Map<string, number>()
  samples.forEach((id, index) => {
    const frame = frames.get(id)
    if (!frame || frame.functionName === '(idle)') return
    const origin = originOf(frame)
    times.set(origin, (times.get(origin) ?? 0) + (timeDeltas[index] ?? 0))
  })
  const all = [...times.values()].reduce((sum, time) => sum + time, 0)
  return [...times].map(([origin, time]): [string, number] => [origin, time / all]).sort(([, one], [, other]) => other - one)
}

type Load = (port: number) => Promise<unknown>

/** @returns a portal that profiles itself, and the profile, once it has been stopped */
async function startProfiled(stand: Stand, environment: Record<string, string> = {}) {
  const file = join(stand.folder, 'portal.cpuprofile')
  const hook = `--import ${join(projectRoot, 'tests/bench/inside/profile.mjs')}`
  const portal = await stand.start({ environment: { NODE_OPTIONS: hook, PROFILE_FILE: file, ...environment } })
  const stop = async () => (await portal.stop(), sharesOf(JSON.parse(readFileSync(file, 'utf8')) as Profiler.Profile))
  return { portal, stop }
}

async function profile(stand: Stand, load: Load): Promise<[string, number][]> {
  const { portal, stop } = await startProfiled(stand)
  // Compiled and cached first.
  await load(portal.port)
  process.kill(portal.pid, 'SIGUSR2')
  await delay(500)
  await load(portal.port)
  return stop()
}

/** From nothing to the log-in page. */
async function profileStart(stand: Stand): Promise<[string, number][]> {
  const { portal, stop } = await startProfiled(stand, { PROFILE_START: '1' })
  await firstAnswer(`http://localhost:${portal.port}/login`)
  return stop()
}

/** A table for the report: what was asked for, and who had the time. */
export async function renderProfiles(stand: Stand): Promise<string> {
  const backDoor = openBackDoor(stand.environment)
  const names = Array.from({ length: 30 }, (_, index) => `Bench ${index}`)
  const [file = ''] = await backDoor.addSettingsFiles(stand.account.id, names)
  await backDoor.stop()
  const page = (path: string) => (port: number) =>
    requestsPerSecond({ url: `http://localhost:${port}${path}`, cookie: cookieOf(stand.account), seconds })
  const exchanges =
    (door: Door): Load =>
    async (port) => {
      for (let time = 0; time < 100; time++) await handIn(stand, await stand.newAttempt(door), { port })
    }
  const asked: Record<string, Load> = {
    preauthenticate: page('/preauthenticate'),
    'settings history': page('/settings'),
    result: page(`/settings/${file}`),
    download: page(`/settings/${file}/download`),
    'the callback': exchanges('callback'),
    'Exchange, pasted': exchanges('action'),
  }
  const shares: [string, [string, number][]][] = [['a cold start, to the log-in page', await profileStart(stand)]]
  for (const [name, load] of Object.entries(asked)) shares.push([name, await profile(stand, load)])
  const lines = shares.map(([name, all]) => {
    const largest = all.slice(0, mostShown).map(([origin, share]) => `${origin} ${Math.round(share * 100)} %`)
    return `| ${name} | ${largest.join(', ')} |`
  })
  return ['| asked for | shares of the processor’s time |', '|---|---|', ...lines].join('\n')
}
