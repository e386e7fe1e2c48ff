import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { states } from '../e2e/support/page-states'
import { expect, test } from '../e2e/support/test'

const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar')
const folder = 'test-results/valid-html'
mkdirSync(folder, { recursive: true })

type Message = { type: string; message: string; extract?: string }

/** What the Nu checker says about a page: errors alone, for its warnings are matters of taste. */
function validate(path: string): string[] {
  const text = execFileSync('java', ['-jar', jar, '--format', 'json', '--exit-zero-always', '--stdout', path], { encoding: 'utf8' })
  const { messages } = JSON.parse(text) as { messages: Message[] }
  return messages.filter(({ type }) => type === 'error').map(({ message, extract }) => `${message} ${extract ?? ''}`)
}

for (const [name, reach] of Object.entries(states)) {
  test(`The page “${name}” is valid HTML, as the server sends it`, async ({ page, account, announced, backDoor, sandbox }) => {
    announced.push(/status of 404.*nowhere/)
    await reach({ page, account, backDoor, sandbox })
    const answer = await page.request.get(page.url())
    const path = join(folder, `${name.replaceAll(/\W+/g, '-')}.html`)
    writeFileSync(path, await answer.body())
    expect(validate(path)).toEqual([])
  })
}
