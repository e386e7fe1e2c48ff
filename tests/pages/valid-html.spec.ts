import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { startPortal } from '@/tests/support/portal'
import { states } from '../e2e/support/page-states'
import { expect, test } from '../e2e/support/test'

const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar')
const folder = 'test-results/valid-html'
mkdirSync(folder, { recursive: true })

type Message = { type: string; message: string; extract?: string }

// Why these, and no others: docs/decisions/0016-valid-html.md.
const known = [
  /^Bad value “” for attribute “action” on element “form”: Must be non-empty\./,
  /(“http-equiv” not allowed|missing one or more).*<noscript><meta http-equiv="refresh"/,
]

/** What the Nu checker says about pages: errors alone, for its warnings are matters of taste. */
function validate(...paths: string[]): string[] {
  const text = execFileSync('java', ['-jar', jar, '--format', 'json', '--exit-zero-always', '--stdout', ...paths], { encoding: 'utf8' })
  const { messages } = JSON.parse(text) as { messages: Message[] }
  const errors = messages.filter(({ type }) => type === 'error').map(({ message, extract }) => `${message} ${extract ?? ''}`)
  return errors.filter((error) => !known.some((one) => one.test(error)))
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

test('Every mail is valid HTML in every language', async ({ page }) => {
  const portal = await startPortal({ environment: { DESIGN_PAGE: 'on' } })
  try {
    const paths: string[] = []
    for (const language of ['en', 'nl', 'de', 'fr']) {
      await page.goto(`${portal.url}/design/mail?language=${language}`)
      const mails = await page.locator('iframe').evaluateAll((frames) => frames.map((frame) => (frame as HTMLIFrameElement).srcdoc))
      expect(mails.length).toBeGreaterThan(15)
      for (const [index, mail] of mails.entries()) {
        const path = join(folder, `mail-${language}-${index}.html`)
        writeFileSync(path, mail)
        paths.push(path)
      }
    }
    expect(validate(...paths)).toEqual([])
  } finally {
    await portal.stop()
  }
})
