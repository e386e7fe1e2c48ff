import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freePort } from '../support/free-port'
import { killProgram, runProgram, startProgram } from '../support/programs'
import { readIfThere, standInProject } from '../support/stand-in-project'

const UP = ['scripts/up.mjs']
const ON_WINDOWS = process.platform === 'win32'

async function freePorts() {
  const [portal, sandbox] = [await freePort(), await freePort()]
  return { PORT: String(portal), SANDBOX_URL: `http://localhost:${sandbox}` }
}

/** Starts `up` and waits for its last line; `output` grows on. */
async function startUp(root: string, env: Record<string, string>) {
  const child = startProgram(UP, { cwd: root, env })
  onTestFinished(() => killProgram(child))
  const seen = { output: '' }
  const ended = once(child, 'close').then(([code]) => Number(code))
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (seen.output += chunk))
  await expect.poll(() => seen.output, { timeout: 30_000 }).toContain('Ctrl-C stops')
  return { child, seen, ended }
}

const answer = async (url: string) => (await fetch(url)).text()

describe('what it refuses, with one sentence and nothing half-made', () => {
  async function expectRefusal(root: string, env: Record<string, string>, sentence: string | RegExp) {
    const before = readdirSync(root).sort()
    const { code, output } = await runProgram(UP, { cwd: root, env })
    expect(output.trim()).toMatch(sentence)
    expect(output.trim().split('\n')).toHaveLength(1)
    expect(code).toBe(1)
    expect(readdirSync(root).sort()).toEqual(before)
  }

  test('a Node that is too old', async () => {
    const root = standInProject()
    const description = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    writeFileSync(join(root, 'package.json'), JSON.stringify({ ...description, engines: { node: '>=99.1' } }))
    await expectRefusal(root, {}, `This needs Node 99.1 or newer, and this is Node ${process.versions.node}`)
  })

  test('a port that is taken', async () => {
    const ports = await freePorts()
    const other = createServer().listen(Number(ports.PORT), '127.0.0.1')
    onTestFinished(() => void other.close())
    await once(other, 'listening')
    await expectRefusal(standInProject(), ports, `Port ${ports.PORT}, where the portal should be, is taken.`)
  })

  test("a sandbox's port that is taken", async () => {
    const ports = await freePorts()
    const port = Number(new URL(ports.SANDBOX_URL).port)
    const other = createServer().listen(port, '127.0.0.1')
    onTestFinished(() => void other.close())
    await once(other, 'listening')
    await expectRefusal(standInProject(), ports, `Port ${port}, where the sandbox should be, is taken.`)
  })

  test('a folder that cannot be written to', async () => {
    const root = standInProject()
    writeFileSync(join(root, 'data'), 'a file')
    await expectRefusal(root, await freePorts(), `${join(root, 'data')} is in the way`)
  })

  test('an option that does not exist', async () => {
    const root = standInProject()
    const { code, output } = await runProgram([...UP, '--prot', '1'], { cwd: root })
    expect({ code, output: output.trim() }).toEqual({
      code: 1,
      output: 'Use: npm run up, or npm run up -- --port 3100 --sandbox-port 3101',
    })
  })
})

test.skipIf(ON_WINDOWS)('the first time it makes everything, the second time nothing, and Ctrl-C stops both', async () => {
  const root = standInProject()
  const ports = await freePorts()
  const first = await startUp(root, ports)
  const settings = parseEnv(readFileSync(join(root, '.env'), 'utf8')) as Record<string, string>
  expect(settings).toMatchObject({ PORTAL_URL: `http://localhost:${ports.PORT}`, SANDBOX_URL: ports.SANDBOX_URL })
  expect(statSync(join(root, 'data/portal.db')).mode & 0o777).toBe(0o600)
  for (const told of [settings.PORTAL_URL, ports.SANDBOX_URL, `${settings.DEMO_EMAIL} / ${settings.DEMO_PASSWORD}`, '1. ', '2. ', '3. ']) {
    expect(first.seen.output).toContain(told)
  }
  expect(await answer(`http://localhost:${ports.PORT}`)).toBe('portal')
  expect(await answer(ports.SANDBOX_URL)).toBe('sandbox')

  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
  expect(readIfThere(root, 'data/portal.log')).toContain('portal stopped')
  expect(readIfThere(root, 'data/sandbox.log')).toContain('sandbox stopped')
  await expect(answer(`http://localhost:${ports.PORT}`)).rejects.toThrow()

  // Without the environment: .env remembers the addresses.
  const again = await startUp(root, {})
  expect(await answer(ports.SANDBOX_URL)).toBe('sandbox')
  again.child.kill('SIGTERM')
  expect(await again.ended).toBe(0)
  expect(parseEnv(readFileSync(join(root, '.env'), 'utf8'))).toEqual(settings)
  expect(readIfThere(root, 'built.txt')).toBe('built\n')
})

test.skipIf(ON_WINDOWS)('the sandbox gets to know none of the secrets', async () => {
  const root = standInProject()
  const { child, ended } = await startUp(root, await freePorts())
  child.kill('SIGINT')
  await ended
  expect(readIfThere(root, 'data/portal.log')).toMatch(/portal knows .*DATABASE_URL.*ENCRYPTION_KEY.*NEXTAUTH_SECRET/)
  expect(readIfThere(root, 'data/sandbox.log')).toMatch(/^sandbox knows $/m)
})

test.skipIf(ON_WINDOWS)('when one of the two dies, the other is stopped and the end is told', async () => {
  const root = standInProject()
  const ports = await freePorts()
  const { seen, ended } = await startUp(root, ports)
  await fetch(`${ports.SANDBOX_URL}/die`).catch(() => {})
  expect(await ended).toBe(1)
  expect(seen.output).toContain('The sandbox stopped by itself (exit code 3).')
  expect(readIfThere(root, 'data/portal.log')).toContain('portal stopped')
})

test.skipIf(ON_WINDOWS)('no server outlives an `up` that was killed', async () => {
  const root = standInProject()
  const ports = await freePorts()
  const { child } = await startUp(root, ports)
  await killProgram(child)
  const refused = (url: string) =>
    fetch(url).then(
      () => false,
      () => true,
    )
  await expect.poll(() => refused(`http://localhost:${ports.PORT}`), { timeout: 10_000 }).toBe(true)
  await expect.poll(() => refused(ports.SANDBOX_URL), { timeout: 10_000 }).toBe(true)
})

test('a build that fails is told with its own words, and is begun anew the next time', async () => {
  const root = standInProject()
  const ports = await freePorts()
  const next = join(root, 'node_modules/next/dist/bin/next')
  const works = readFileSync(next, 'utf8')
  writeFileSync(next, `console.error('page.tsx is broken'); process.exit(1)`)
  const failed = await runProgram(UP, { cwd: root, env: ports })
  expect(failed.code).toBe(1)
  expect(failed.output).toContain('The build failed.\n\npage.tsx is broken')
  expect(existsSync(join(root, 'data/portal.log'))).toBe(false)

  writeFileSync(next, works)
  const { child, ended } = await startUp(root, ports)
  child.kill('SIGTERM')
  await ended
  expect(readIfThere(root, 'built.txt')).toBe('built\n')
})
