// Runs our own programs as a user would: another process, and an environment that holds nothing of the developer's.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

type Options = { env?: Record<string, string>; cwd?: string }

export function startProgram(parameters: string[], { env = {}, cwd = projectRoot }: Options = {}): ChildProcessWithoutNullStreams {
  const { PATH = '', HOME = '', SystemRoot = '' } = process.env
  return spawn(process.execPath, parameters, { cwd, env: { PATH, HOME, SystemRoot, NODE_ENV: 'production', ...env } })
}

/** Until it ends; what it wrote, and how it ended. */
export async function runProgram(parameters: string[], options?: Options): Promise<{ code: number | null; output: string }> {
  const child = startProgram(parameters, options)
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { code, output }
}

export async function killProgram(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGKILL')
  await ended
}
