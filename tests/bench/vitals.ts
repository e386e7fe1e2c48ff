// What a browser sees (web.dev/vitals): how soon a page stands, how much it moves, and how long it lets somebody wait who types and presses.
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import type { Stand } from '@/tests/faults/support/stand'
import { projectRoot } from '@/tests/support/programs'
import { number, type Row } from './table'

type Vitals = { lcp: number; cls: number; inp: number }

const read = (page: Page) => page.evaluate(() => (window as unknown as { vitals: Vitals }).vitals)

/** A page as it is after its largest part was painted. */
async function load(page: Page, url: string): Promise<Vitals> {
  await page.goto(url, { waitUntil: 'networkidle' })
  return read(page)
}

async function exchange(page: Page, url: string, returnUrl: string): Promise<Vitals> {
  await page.goto(url, { waitUntil: 'networkidle' })
  await page.getByLabel('Code Return URL').pressSequentially(returnUrl.slice(0, 20))
  await page.getByLabel('Code Return URL').fill(returnUrl)
  await page.getByRole('button', { name: 'Exchange', exact: true }).click()
  await page.waitForURL(/\/settings\//)
  await page.waitForLoadState('networkidle')
  return read(page)
}

export async function measureVitals(stand: Stand, rounds: number): Promise<Row[]> {
  const portal = await stand.start()
  const base = stand.environment.PORTAL_URL ?? ''
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox'],
  })
  try {
    const look = async (work: (page: Page) => Promise<Vitals>, isLoggedIn = true) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      if (isLoggedIn) await context.addCookies([{ ...stand.account.cookie, url: base }])
      try {
        const page = await context.newPage()
        await page.addInitScript({ path: join(projectRoot, 'tests/bench/inside/observe-vitals.mjs') })
        return await work(page)
      } finally {
        await context.close()
      }
    }
    const jobs: Record<string, () => Promise<Vitals>> = {
      'log-in': () => look((page) => load(page, `${base}/login`), false),
      preauthenticate: () => look((page) => load(page, `${base}/preauthenticate`)),
      'settings history': () => look((page) => load(page, `${base}/settings`)),
      'Exchange, pasted, to the result': async () => {
        const { id, returnUrl } = await stand.newAttempt('action')
        return look((page) => exchange(page, `${base}/preauthenticate/${id}`, returnUrl))
      },
    }
    const rows: Row[] = []
    for (const [name, job] of Object.entries(jobs)) {
      const seen: Vitals[] = []
      for (let round = -1; round < rounds; round++) {
        const vitals = await job()
        if (round >= 0) seen.push(vitals)
      }
      const of = (key: keyof Vitals, unit: string) =>
        number(
          seen.map((vitals) => vitals[key]),
          unit,
        )
      const inp = seen.some((vitals) => vitals.inp > 0) ? `, INP ${of('inp', 'ms')}` : ''
      rows.push({
        what: `${name}, in Chromium`,
        measured: `LCP ${of('lcp', 'ms')}, CLS ${Math.max(...seen.map(({ cls }) => cls)).toFixed(3)}${inp}`,
      })
    }
    return rows
  } finally {
    await browser.close()
    await portal.stop()
  }
}
