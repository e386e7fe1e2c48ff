// What the return-URL doctor says of everything that people paste, before anything is sent. Leaves a table: test-results/doctor/<language>.md.
import { mkdirSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { mistakes } from '@/tests/support/return-url-mistakes'
import { open } from './support/hydrated'
import { arriveAtResult } from './support/journey'
import { expect, test } from './support/test'

const folder = 'test-results/doctor'

const texts = async <Name extends 'failures' | 'exchange' | 'doctor'>(language: string, name: Name) =>
  ((await import(`../../messages/${language}/${name}.json`, { with: { type: 'json' } })) as { default: unknown })
    .default as Name extends 'failures'
    ? typeof import('@/messages/en/failures.json')
    : Name extends 'exchange'
      ? typeof import('@/messages/en/exchange.json')
      : typeof import('@/messages/en/doctor.json')

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')
const short = (text: string) => (text.length > 70 ? `${text.slice(0, 50)}… (${text.length} characters)` : text)

for (const language of ['en', 'nl']) {
  test(`The doctor tells each known mistake (${language}), marks it, and mends what can be mended; nothing is sent`, async ({
    page,
    context,
    account,
    backDoor,
    sandbox,
    portal,
  }) => {
    test.setTimeout(120_000)
    await context.addCookies([{ name: 'language', value: language, url: portal.url }])
    const [failures, exchange, doctor] = await Promise.all([
      texts(language, 'failures'),
      texts(language, 'exchange'),
      texts(language, 'doctor'),
    ])
    const app = await sandbox.addApp()
    const { attemptId, authorizationUrl, state } = await backDoor.openAttempt(account.id, 'Mistakes', app, true)
    const returnUrl = await sandbox.allow(app, state)
    await open(page, `/preauthenticate/${attemptId}`)
    const field = page.locator('textarea[name=codeReturnUrl]')
    const lines = page.getByRole('list', { name: exchange.doctor })
    const rows: string[] = []

    for (const { name, failure, make, marks, mends } of mistakes) {
      await test.step(name, async () => {
        const pasted = make(returnUrl, authorizationUrl, state)
        await field.fill('')
        await expect(lines).toBeHidden()
        if (!pasted) return
        await field.fill(pasted)
        await expect(lines).toContainText(failures[failure].title)
        await expect(lines).toContainText(failures[failure].sentence)
        // Whoever does not see it hears what Exchange would say.
        await expect(page.getByRole('status').filter({ hasText: failures[failure].title })).toHaveCount(1)
        if (marks) expect(await lines.locator('mark').count()).toBeGreaterThan(0)
        const mend = lines.getByRole('button', { name: exchange.mendIt })
        await expect(mend).toHaveCount(mends ? 1 : 0)
        rows.push(`| ${[name, short(pasted), (await saidIn(lines.getByRole('listitem'))).join(' · ')].map(cell).join(' | ')} |`)
        if (!mends) return
        await mend.click()
        await expect(field).toHaveValue(returnUrl)
        await expect(page.getByRole('status').filter({ hasText: doctor.summary.well })).toHaveCount(1)
      })
    }
    expect(rows.length).toBeGreaterThan(15)
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${folder}/${language}.md`, `| mistake | pasted | what the doctor says |\n|---|---|---|\n${rows.join('\n')}\n`)

    expect(await sandbox.tokenCalls(app)).toBe(0)
    expect((await backDoor.getAttempt(attemptId)).status).toBe('open')
    await field.fill(returnUrl)
    await page.locator('form:has(textarea[name=codeReturnUrl]) button[type=submit]').click()
    await arriveAtResult(page)
  })
}

/** The lines that are wrong, as they stand. */
async function saidIn(items: ReturnType<Page['getByRole']>): Promise<string[]> {
  const wrong = items.filter({ has: items.page().locator('p.font-semibold') })
  return wrong.evaluateAll((all) => all.map((item) => [...item.querySelectorAll('p')].map((part) => part.textContent).join(' – ')))
}
