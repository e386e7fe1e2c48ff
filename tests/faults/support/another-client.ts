// Another client of a portal, who only asks whether it is alive, again and again: what it waits is what everybody waits.
import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'

/** `processorMs`: what the portal's process has used of the processors meanwhile. */
export type Waited = { medianMs: number; longestMs: number; processorMs: number; peakMB: number }

const residentMB = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** In user and system mode, in ticks of 10 ms (proc(5)). */
function processorMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Asks until `work` is done, and at least five times. */
export async function askMeanwhile({ port, pid }: { port: number; pid: number }, work: () => Promise<unknown>): Promise<Waited> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const times: number[] = []
  const usedBefore = processorMsOf(pid)
  let isDone = false
  let peakMB = 0
  const done = work().finally(() => (isDone = true))
  while (!isDone || times.length < 5) {
    const startedAt = performance.now()
    await ask(port, agent)
    times.push(performance.now() - startedAt)
    peakMB = Math.max(peakMB, residentMB(pid))
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await done
  agent.destroy()
  times.sort((one, other) => one - other)
  return { medianMs: times[times.length >> 1] ?? 0, longestMs: times.at(-1) ?? 0, processorMs: processorMsOf(pid) - usedBefore, peakMB }
}

const ask = (port: number, agent: Agent) =>
  new Promise<void>((resolve, reject) => {
    get({ port, host: 'localhost', path: '/health', agent }, (response) => {
      response.resume().on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`/health: ${response.statusCode}`))))
    }).on('error', reject)
  })
