// What the portal is held against, each as its own process.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@/tests/support/free-port'
import { killProgram, projectRoot, runProgram, startProgram } from '@/tests/support/programs'

export type Server = { url: string; pid: number; stop(): Promise<void> }

const floor = join(projectRoot, 'tests/bench/floor')
const next = join(projectRoot, 'node_modules/next/dist/bin/next')

/** @throws with the build's output */
export async function buildBareNext(): Promise<void> {
  const { code, output } = await runProgram([next, 'build', floor], { env: { NEXT_TELEMETRY_DISABLED: '1' } })
  if (code !== 0) throw new Error(`The bare Next.js app was not built:\n${output}`)
}

async function start(parameters: string[], path: string, port: number): Promise<Server> {
  const child = startProgram(parameters, { env: { PORT: String(port), NEXT_TELEMETRY_DISABLED: '1' } })
  const url = `http://localhost:${port}`
  await firstAnswer(url + path)
  return { url, pid: child.pid ?? 0, stop: () => killProgram(child) }
}

export async function startBareNext(): Promise<Server> {
  const port = await freePort()
  return start([next, 'start', floor, '--port', String(port), '--hostname', 'localhost'], '/dynamic', port)
}

export async function startBareNode(): Promise<Server> {
  const port = await freePort()
  return start([join(floor, 'node-http.mjs')], '/', port)
}

/** Asks until there is a good answer. @throws after half a minute */
export async function firstAnswer(url: string): Promise<void> {
  for (const end = Date.now() + 30_000; ;) {
    const isGood = await fetch(url).then(
      async (answer) => (await answer.text(), answer.ok),
      () => false,
    )
    if (isGood) return
    if (Date.now() > end) throw new Error(`No good answer from ${url}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Resident memory of a process and of those that it started, in bytes. */
export function residentBytes(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
  const [, own = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(own) * 1024 + children.reduce((sum, child) => sum + residentBytes(Number(child)), 0)
}
