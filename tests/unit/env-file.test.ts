import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { createEnvFile } from '../../scripts/steps/env-file.mjs'
import { newFolder } from '../support/new-folder'
import { projectRoot, runProgram } from '../support/programs'

const choices = { portalUrl: 'http://localhost:3000', sandboxUrl: 'http://localhost:3001' }
const read = (file: string) => parseEnv(readFileSync(file, 'utf8')) as Record<string, string>

test('has everything the portal needs, with secrets of full strength', () => {
  const file = join(newFolder(), '.env')
  expect(createEnvFile(file, choices)).toBe(true)
  const settings = read(file)
  expect(settings).toMatchObject({
    PORTAL_URL: 'http://localhost:3000',
    SANDBOX_URL: 'http://localhost:3001',
    DATABASE_URL: 'file:./data/portal.db',
    SIGN_UP: 'invite',
  })
  expect(Buffer.from(settings.NEXTAUTH_SECRET ?? '', 'base64url')).toHaveLength(32)
  expect(Buffer.from(settings.ENCRYPTION_KEY ?? '', 'base64')).toHaveLength(32)
  expect(settings.DEMO_PASSWORD).toMatch(/^([a-z]{5}-){3}[a-z]{5}$/)
})

test('no two are alike', () => {
  const folder = newFolder()
  const secrets = ['a', 'b'].flatMap((name) => {
    createEnvFile(join(folder, name), choices)
    const { NEXTAUTH_SECRET, ENCRYPTION_KEY, DEMO_PASSWORD } = read(join(folder, name))
    return [NEXTAUTH_SECRET, ENCRYPTION_KEY, DEMO_PASSWORD]
  })
  expect(new Set(secrets).size).toBe(6)
})

test('an existing one is never written over', () => {
  const folder = newFolder()
  writeFileSync(join(folder, '.env'), 'MINE=1\n')
  expect(createEnvFile(join(folder, '.env'), choices)).toBe(false)
  expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('MINE=1\n')
  expect(readdirSync(folder)).toEqual(['.env'])
})

test.skipIf(process.platform === 'win32')('only its owner may read it', () => {
  const file = join(newFolder(), '.env')
  createEnvFile(file, choices)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('of several that are made at once one remains, whole, and everybody else knows it was not theirs', async () => {
  const folder = newFolder()
  const program = `import { createEnvFile } from ${JSON.stringify(join(projectRoot, 'scripts/steps/env-file.mjs'))}
    console.log(createEnvFile(process.argv[1], ${JSON.stringify(choices)}))`
  const runs = await Promise.all(Array.from({ length: 6 }, () => runProgram(['--input-type=module', '-e', program, join(folder, '.env')])))
  expect(runs.map((run) => run.output.trim()).sort()).toEqual(['false', 'false', 'false', 'false', 'false', 'true'])
  expect(readdirSync(folder)).toEqual(['.env'])
  expect(Object.keys(read(join(folder, '.env'))).sort()).toEqual([
    'DATABASE_URL',
    'DEMO_EMAIL',
    'DEMO_PASSWORD',
    'ENCRYPTION_KEY',
    'NEXTAUTH_SECRET',
    'PORTAL_URL',
    'SANDBOX_URL',
    'SIGN_UP',
  ])
})

test('.env.example explains every setting, and holds no secret', () => {
  const example = readFileSync(join(projectRoot, '.env.example'), 'utf8')
  const file = join(newFolder(), '.env')
  createEnvFile(file, choices)
  for (const name of Object.keys(read(file)).filter((name) => !name.startsWith('DEMO_')))
    expect(example).toMatch(new RegExp(`^(# )?${name}=`, 'm'))
  expect(parseEnv(example)).toMatchObject({ NEXTAUTH_SECRET: '', ENCRYPTION_KEY: '' })
  expect(parseEnv(example).SANDBOX_URL).toBeUndefined()
})
