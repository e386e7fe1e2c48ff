// A portal process that may be killed and started again: server.mjs on its production build, with a given environment.
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PortalEnvironment } from '@/tests/support/portal'
import { projectRoot, startProgram } from '@/tests/support/programs'

export type Process = {
  port: number
  pid: number
  /** How it ended: a signal's name, or an exit code. */
  ended: Promise<string>
  /** As the operating system ends it: no goodbye. */
  kill(): Promise<void>
  /** As an operator ends it. */
  stop(): Promise<string>
}

type Options = {
  logFile: string
  /** Step of the first exchange at which the process ends itself; 0 only writes the steps down. */
  killAt?: { step: number; stepsFile: string }
  /** Another folder than the project's. */
  cwd?: string
}

const READY_TIMEOUT_MS = 40_000
// Such a portal lives for a second or two: to optimise Prisma's WebAssembly for it would cost as much again.
const preload = ['--liftoff-only', '--import', join(projectRoot, 'tests/faults/support/inside/kill-at.mjs')]

export async function launch(environment: PortalEnvironment, { logFile, killAt, cwd }: Options): Promise<Process> {
  const armed: PortalEnvironment = killAt ? { KILL_AT: String(killAt.step), STEPS_FILE: killAt.stepsFile } : {}
  const server = startProgram([...(killAt ? preload : []), 'server.mjs'], { env: { ...environment, ...armed }, cwd })
  const ended = new Promise<string>((resolve) => server.once('close', (code, signal) => resolve(signal ?? String(code))))
  const stopHard = () => void server.kill('SIGKILL')
  process.once('exit', stopHard)
  void ended.then(() => process.off('exit', stopHard))

  let output = ''
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The portal did not get ready:\n${output}`)), READY_TIMEOUT_MS)
    const read = (chunk: Buffer) => {
      appendFileSync(logFile, chunk)
      output = (output + chunk).slice(-10_000)
      if (output.includes('portal ready on')) resolve(clearTimeout(timer))
    }
    server.stdout.on('data', read)
    server.stderr.on('data', read)
    void ended.then((how) => reject(new Error(`The portal ended with ${how}:\n${output}`)))
  }).catch((error) => {
    stopHard()
    throw error
  })
  const end = (signal: NodeJS.Signals) => {
    server.kill(signal)
    return ended
  }
  return {
    port: Number(environment.PORT),
    pid: server.pid ?? 0,
    ended,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  }
}
