import { spawn } from 'node:child_process'
import { once } from 'node:events'

import { describe, expect, it } from 'vitest'

import { startSandbox } from '@/sandbox/sandbox'

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/server.ts'], { env: { ...process.env, ...env } })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part) => {
      output += part
    })
  return { child, output: () => output, exited: once(child, 'exit') }
}

describe('the command line', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('says one line, and leaves with 0 at %s although an answer is under way', async (signal) => {
    const { child, output, exited } = start({ SANDBOX_PORT: '0' })
    await expect.poll(output, { timeout: 30_000 }).toMatch(/^sandbox ready on http:\/\/localhost:\d+\n$/)
    const url = output().trim().split(' ').at(-1)
    const order = { endpoint: 'auth', delayMs: 600_000 }
    await fetch(`${url}/control/next`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(order) })
    const waiting = fetch(`${url}/api/oauth2/auth?client_id=x`)
    waiting.catch(() => undefined)
    child.kill(signal)
    await expect(waiting).rejects.toThrow()
    expect(await exited).toEqual([0, null])
  })

  it('leaves with 1 and a sentence when the port is taken or makes no sense', async () => {
    const sandbox = await startSandbox()
    const taken = start({ SANDBOX_PORT: String(sandbox.port) })
    expect(await taken.exited).toEqual([1, null])
    expect(taken.output()).toMatch(/^Port \d+ is already in use; [^\n]+\n$/)
    await sandbox.close()
    const wrong = start({ SANDBOX_PORT: 'x' })
    expect(await wrong.exited).toEqual([1, null])
    expect(wrong.output()).toMatch(/^SANDBOX_PORT must be [^\n]+\n$/)
  })
})
