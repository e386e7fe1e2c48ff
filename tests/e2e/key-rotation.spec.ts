// New keys while everybody works: `keys:rotate -- --data` is killed and begun again beside a portal under load, until it is done.
import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from '@playwright/test'
import { migrate } from '@/scripts/migrations.mjs'
import { startSandbox } from '@/sandbox/sandbox'
import { quietPort } from '@/scripts/steps/ports.mjs'
import { portalEnvironment, startPortal, type PortalEnvironment } from '@/tests/support/portal'
import { runProgram, startProgram } from '@/tests/support/programs'
import { doMainJob, download, reveal, type Made } from './support/main-job-load'
import { addAccount, openBackDoor, type Account } from './support/members'
import { sandboxControl } from './support/sandbox-control'

type KeyFile = { primary: string; keys: { id: string; key: string; createdAt: string }[] }
const script = (name: string) => ['--conditions=react-server', '--import', 'tsx', `scripts/${name}.ts`]
const users = 20
const workers = 2
const killedAt = [/re-wrapped/, /sealed anew: 1 of/, /sealed anew: 7 of/]

/** As the first version of the portal sealed: under ENCRYPTION_KEY itself. */
function putBackToFirstVersion(databaseFile: string, encryptionKey: string, { account, file, xml }: Made): void {
  const key = Buffer.from(encryptionKey, 'base64')
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(`SettingsFile|${file}|xml|${account.id}`))
  const data = Buffer.concat([cipher.update(xml, 'utf8'), cipher.final()])
  const id = createHash('sha256').update(key).digest('hex').slice(0, 8)
  const sealed = ['v1', id, ...[nonce, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join('.')
  const database = new Database(databaseFile, { timeout: 5_000 })
  expect(database.prepare('UPDATE SettingsFile SET xmlSealed = ? WHERE id = ?').run(sealed, file).changes).toBe(1)
  database.close()
}

/** @param killAt SIGKILL at the first line of this kind @returns how it ended, null when killed */
async function rotate(env: PortalEnvironment, killAt?: RegExp): Promise<{ code: number | null; output: string }> {
  const child = startProgram([...script('keys-rotate'), '--data'], { env })
  let output = ''
  const read = (chunk: Buffer) => {
    output += chunk.toString()
    if (killAt?.test(output)) child.kill('SIGKILL')
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output }
}

test('keys are changed under load: killed and resumed, no request fails, and the old keys are needed by nothing', async () => {
  // About half a minute; the rest is for a machine that is busy with other tests.
  test.setTimeout(150_000)
  const folder = mkdtempSync(join(tmpdir(), 'portal-keys-'))
  const port = await quietPort()
  const sandboxServer = await startSandbox({ portalUrl: `http://localhost:${port}` })
  const keyFile = join(folder, 'keys.json')
  const given = { ...portalEnvironment(port, folder), KEY_FILE: keyFile, SPOOL_DIR: join(folder, 'spool'), SANDBOX_URL: sandboxServer.url }
  const readFile = () => JSON.parse(readFileSync(keyFile, 'utf8')) as KeyFile
  try {
    await migrate(given.DATABASE_URL)
    expect(await runProgram(script('keys-rotate'), { env: given })).toMatchObject({ code: 0 })

    const portal = await startPortal({ environment: given, port })
    const stage = { port, url: portal.url, backDoor: openBackDoor(portal.environment), sandbox: sandboxControl(sandboxServer.url) }
    try {
      const made: Made[] = []
      const accounts = await Promise.all(Array.from({ length: users }, () => addAccount(stage.backDoor)))
      for (const [index, account] of accounts.entries()) {
        const [file = ''] = await stage.backDoor.addSettingsFiles(account.id, [`Old ${index}`])
        made.push({ account, file, xml: `<settings name="Old ${index}"/>\n`, token: `token of Old ${index}` })
      }
      for (const one of made.slice(0, 5)) putBackToFirstVersion(portal.databaseFile, given.ENCRYPTION_KEY, one)
      const oldKeys = readFile().keys

      let isOver = false
      const failures: string[] = []
      const work = Array.from({ length: workers }, async (_, worker) => {
        for (let turn = 0; !isOver; turn++) {
          const account = accounts[(turn * workers + worker) % accounts.length] as Account
          try {
            made.push(await doMainJob(stage, account, `New ${worker} ${turn}`))
            const old = made[(turn * 7 + worker) % users] as Made
            expect([await download(stage, old.account, old.file), await reveal(stage, old.account, old.file)]).toEqual([old.xml, old.token])
          } catch (error) {
            failures.push(String(error))
          }
        }
      })
      for (const killAt of killedAt) {
        const { code, output } = await rotate(given, killAt)
        expect.soft(code, output).toBeNull()
      }
      const last = await rotate(given)
      expect(last.code, last.output).toBe(0)
      // A vault that an exchange opened before may have sealed under an older data key, but no key of the old file is needed for that.
      const status = await runProgram(script('keys-status'), { env: given })
      const { primary, keys } = readFile()
      expect(status.output).toContain(`key ${primary} (primary): `)
      for (const { id } of oldKeys) expect(status.output).toContain(`key ${id} may be removed from ${keyFile}`)
      writeFileSync(keyFile, JSON.stringify({ primary, keys: keys.filter(({ id }) => id === primary) }))
      const before = made.length
      await expect.poll(() => made.length, { message: 'the work goes on without the old keys' }).toBeGreaterThan(before + workers)
      isOver = true
      await Promise.all(work)
      expect(failures).toEqual([])

      for (const { account, file, xml, token } of made)
        expect([await download(stage, account, file), await reveal(stage, account, file)]).toEqual([xml, token])
      const verified = await runProgram(script('audit-verify'), { env: given })
      expect([verified.code, verified.output]).toEqual([0, expect.stringContaining('all whole')])
    } finally {
      await stage.backDoor.stop()
      expect(await portal.stop()).toBe(0)
    }
    // Nor does a start need them, or ENCRYPTION_KEY.
    const again = await startPortal({ environment: { ...given, ENCRYPTION_KEY: '' }, port })
    expect(await again.stop()).toBe(0)
  } finally {
    await sandboxServer.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
})
