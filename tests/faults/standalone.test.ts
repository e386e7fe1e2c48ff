import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFolder } from '../support/new-folder'
import { runProgram } from '../support/programs'
import { handIn, leadsTo } from './support/hand-in'
import { launch } from './support/launch'
import { standUp } from './support/stand'

test('a folder made by `npm run standalone` serves, migrates and obeys its operator, without the project', async ({ onTestFinished }) => {
  const folder = newFolder()
  const made = await runProgram(['scripts/standalone.mjs', folder])
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining('stands by itself') })
  for (const left of ['data', '.env', '.git', 'tests', 'node_modules/typescript', '.next/cache'])
    expect(existsSync(join(folder, left))).toBe(false)

  const stand = await standUp('standalone', { environment: { DEMO_EMAIL: 'demo@portal.test', DEMO_PASSWORD: 'lafes-metej-jatuk' } })
  onTestFinished(() => stand.close())
  const command = (name: string, ...more: string[]) =>
    runProgram(['--conditions=react-server', '--import', 'tsx', `scripts/${name}.ts`, ...more], { cwd: folder, env: stand.environment })
  expect(await runProgram(['scripts/migrate.mjs'], { cwd: folder, env: stand.environment })).toMatchObject({ code: 0 })
  expect(await command('user', 'list')).toMatchObject({ code: 0, output: expect.stringContaining(stand.account.email) })

  const portal = await launch(stand.environment, { logFile: 'test-results/faults/standalone.log', cwd: folder })
  onTestFinished(() => portal.kill())
  const answer = await handIn(stand, await stand.newAttempt('action'), portal)
  expect(answer && leadsTo(answer)).toMatch(/^\/settings\//)
  for (const [name, ...more] of [['keys-status'], ['audit-verify'], ['backup', '--to', join(newFolder(), 'all.backup')]] as const)
    expect(await command(name, ...more)).toMatchObject({ code: 0 })
  expect(await portal.stop()).toBe('0')
})
