import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { fingerprint } from '../../scripts/steps/fingerprint.mjs'
import { refuseUnwritableFolder } from '../../scripts/steps/folder.mjs'
import { isGenerated, isInstalled, markGenerated, markInstalled } from '../../scripts/steps/install.mjs'
import { nodeVersionProblem } from '../../scripts/steps/node-version.mjs'
import { holdPort } from '../../scripts/steps/ports.mjs'
import { chooseSettings, withoutOwnSettings } from '../../scripts/steps/settings.mjs'
import { freePort } from '../support/free-port'
import { newFolder } from '../support/new-folder'

describe("Node's version", () => {
  test.each(['20.19.0', '20.19', '20.20.2', '22.0.0', '100.1.0'])('%s will do', (running) => {
    expect(nodeVersionProblem(running, '>=20.19')).toBeNull()
  })
  test.each(['20.18.9', '18.20.4', '9.99.99', '0.12.18'])('%s is too old, and the sentence names both', (running) => {
    const problem = nodeVersionProblem(running, '>=20.19')
    expect(problem).toContain('Node 20.19')
    expect(problem).toContain(`Node ${running}`)
  })
})

describe('the port', () => {
  const wish = (port: number) => ({ port, what: 'the portal', option: '--port' })
  async function occupy(host: string, port: number): Promise<Server> {
    const server = createServer()
    onTestFinished(() => void server.close())
    await new Promise<void>((resolve) => server.listen(port, host, resolve))
    return server
  }

  test.each(['127.0.0.1', '0.0.0.0'])('one that is taken on %s is named, with the way around it', async (host) => {
    const port = await freePort()
    await occupy(host, port)
    await expect(holdPort(wish(port))).rejects.toThrow(
      `Port ${port}, where the portal should be, is taken. Stop the program that uses it, ` +
        `or choose another: npm run up -- --port ${port + 100}`,
    )
  })

  test('a free one is kept until it is needed', async () => {
    const port = await freePort()
    const held = await holdPort(wish(port))
    await expect(holdPort(wish(port))).rejects.toThrow(/is taken/)
    await held.release()
    await (await holdPort(wish(port))).release()
  })
})

describe('the folder', () => {
  test('one that can be written to is left as it was', () => {
    expect(() => refuseUnwritableFolder(newFolder())).not.toThrow()
  })

  test('one that is not there is named', () => {
    const folder = join(newFolder(), 'gone')
    expect(() => refuseUnwritableFolder(folder)).toThrow(`The folder ${folder} cannot be written to (ENOENT)`)
  })

  test('a file where a folder is needed is named', () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'data'), '')
    expect(() => refuseUnwritableFolder(folder)).toThrow(`${join(folder, 'data')} is in the way`)
  })
})

describe('the install', () => {
  function project() {
    const root = newFolder()
    for (const folder of ['node_modules', 'prisma/postgresql', 'lib/generated']) mkdirSync(join(root, folder), { recursive: true })
    for (const file of ['package-lock.json', 'prisma/schema.prisma', 'prisma/postgresql/schema.prisma'])
      writeFileSync(join(root, file), '{}')
    return root
  }

  test('one that was cut short is not taken for a finished one', () => {
    const root = project()
    expect(isInstalled(root)).toBe(false)
    markInstalled(root)
    expect(isInstalled(root)).toBe(true)
    // npm begins by removing the folder.
    rmSync(join(root, 'node_modules'), { recursive: true })
    expect(isInstalled(root)).toBe(false)
  })

  test('other packages need another install', () => {
    const root = project()
    markInstalled(root)
    writeFileSync(join(root, 'package-lock.json'), '{ "packages": {} }')
    expect(isInstalled(root)).toBe(false)
  })

  test('other models need other clients, and no other packages', () => {
    const root = project()
    markInstalled(root)
    markGenerated(root)
    expect(isGenerated(root)).toBe(true)
    writeFileSync(join(root, 'prisma/schema.prisma'), 'model Other {}')
    expect(isGenerated(root)).toBe(false)
    expect(isInstalled(root)).toBe(true)
  })
})

describe('the fingerprint of the sources', () => {
  function sources() {
    const root = newFolder()
    mkdirSync(join(root, 'app/deep'), { recursive: true })
    writeFileSync(join(root, 'app/deep/page.tsx'), 'one')
    return { root, now: () => fingerprint(root, ['app', 'public', 'next.config.js']) }
  }

  test('the same contents have the same one, whatever their dates', () => {
    const { root, now } = sources()
    const before = now()
    writeFileSync(join(root, 'app/deep/page.tsx'), 'one')
    expect(now()).toBe(before)
  })

  test.each([
    ['changed', (root: string) => writeFileSync(join(root, 'app/deep/page.tsx'), 'two')],
    ['added', (root: string) => writeFileSync(join(root, 'app/empty.tsx'), '')],
    ['removed', (root: string) => rmSync(join(root, 'app/deep/page.tsx'))],
    ['added at the top', (root: string) => writeFileSync(join(root, 'next.config.js'), '')],
  ])('a file that is %s changes it', (_, change) => {
    const { root, now } = sources()
    const before = now()
    change(root)
    expect(now()).not.toBe(before)
  })
})

describe('the settings of up', () => {
  const choose = (file: Record<string, string> | null, environment: Record<string, string> = {}, options = {}) => {
    const { portalUrl, portalPort, sandboxUrl, sandboxPort } = chooseSettings({ file, environment, ...options })
    return [portalUrl, portalPort, sandboxUrl, sandboxPort]
  }
  const saved = { PORTAL_URL: 'http://localhost:3000', SANDBOX_URL: 'http://localhost:3001' }

  test('the first time', () => expect(choose(null)).toEqual(['http://localhost:3000', 3000, 'http://localhost:3001', 3001]))
  test('from .env', () => {
    expect(choose({ PORTAL_URL: 'http://localhost:8000/', SANDBOX_URL: '' })).toEqual(['http://localhost:8000', 8000, null, null])
  })
  test('the environment wins', () => {
    const environment = { PORTAL_URL: 'http://localhost:4000', SANDBOX_URL: 'http://localhost:4001' }
    expect(choose({ ...saved, PORT: '3000' }, environment)).toEqual(['http://localhost:4000', 4000, 'http://localhost:4001', 4001])
  })
  test('a port in the environment moves the portal', () => {
    expect(choose(saved, { PORT: '4000' })).toEqual(['http://localhost:4000', 4000, 'http://localhost:3001', 3001])
  })
  test('a port in .env stands behind a proxy', () => {
    const file = { PORTAL_URL: 'https://portal.example.com', PORT: '3000' }
    expect(choose(file)).toEqual(['https://portal.example.com', 3000, null, null])
  })
  test('the options win over everything', () => {
    expect(choose(saved, { PORT: '4000' }, { port: '5000', sandboxPort: '5001' })).toEqual([
      'http://localhost:5000',
      5000,
      'http://localhost:5001',
      5001,
    ])
  })
  test('an empty address means no sandbox', () =>
    expect(choose(null, { SANDBOX_URL: '' })).toEqual(['http://localhost:3000', 3000, null, null]))
  test('a sandbox on another machine is not ours to start', () => {
    expect(choose(saved, { SANDBOX_URL: 'https://sandbox.test' })).toEqual(['http://localhost:3000', 3000, 'https://sandbox.test', null])
  })
  test.each([
    [{ PORTAL_URL: 'localhost:3000' }, /^PORTAL_URL is no web address/],
    [{ PORT: '70000' }, /^70000 is no port/],
    [{ PORT: '3001' }, /cannot share port 3001/],
  ])('%o is refused', (environment, sentence) => {
    expect(() => choose(saved, environment as unknown as Record<string, string>)).toThrow(sentence)
  })

  test("the developer's own settings do not reach the checks", () => {
    const root = newFolder()
    writeFileSync(join(root, '.env'), 'DATABASE_URL=postgresql://real\nONLY_HERE=1\n')
    writeFileSync(join(root, '.env.local'), 'LOCAL=1\n')
    expect(withoutOwnSettings(root, { PATH: '/bin', DATABASE_URL: 'file:./other.db' })).toEqual({
      PATH: '/bin',
      DATABASE_URL: '',
      ONLY_HERE: '',
      LOCAL: '',
    })
  })
})
