import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { chromium } from '@playwright/test'
import lighthouse from 'lighthouse'
import { freePort } from '@/tests/support/free-port'
import { expect, test } from '../e2e/support/test'

// Playwright empties the folder before a run, and starts another worker, which reads this file anew, after each failure.
const report = 'test-results/pages/lighthouse.md'
const head =
  '| page | performance | accessibility | best practices | SEO | JavaScript, kB | LCP, ms | CLS |\n|---|---|---|---|---|---|---|---|\n'
mkdirSync(dirname(report), { recursive: true })
if (!existsSync(report)) writeFileSync(report, head)

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const leastScore = 95
const mostScriptBytes = 165_000

type Paths = { settings: string; app: string; attempt: string }
const pages: Record<string, (paths: Paths) => string> = {
  'log-in': () => '/login',
  'sign-up': () => '/sign-up',
  'forgot password': () => '/forgot-password',
  preauthenticate: () => '/preauthenticate',
  attempt: ({ attempt }) => `/preauthenticate/${attempt}`,
  result: ({ settings }) => `/settings/${settings}`,
  'settings history': () => '/settings',
  'app registrations': () => '/apps',
  'app registration': ({ app }) => `/apps/${app}`,
  account: () => '/account',
  activity: () => '/account/activity',
  passkeys: () => '/account/passkeys',
  'authenticator app': () => '/account/authenticator',
  leave: () => '/account/leave',
  users: () => '/administration',
  'state of the portal': () => '/administration/state',
  find: () => '/find',
  help: () => '/help',
  'help topic': () => '/help/redirect-uri',
  'help error': () => '/help/errors/invalid-client',
}

/** Chromium's own arguments, without the rule that hides all names: Lighthouse asks for none but localhost. */
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']

for (const [name, pathOf] of Object.entries(pages)) {
  test(`Lighthouse gives “${name}” ${leastScore} in all four, and its JavaScript is small`, async ({
    account,
    backDoor,
    sandbox,
    portal,
  }) => {
    const [settings = ''] = await backDoor.addSettingsFiles(account.id, ['Kantoor'])
    const { attemptId } = await backDoor.openAttempt(account.id, 'Magazijn', await sandbox.addApp(), true)
    const [registration] = await backDoor.listAppRegistrations(account.id)
    await backDoor.makeAdministrator(account.id)
    const isPublic = ['log-in', 'sign-up', 'forgot password'].includes(name)
    const port = await freePort()
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium-headless-shell',
      args: [...args, `--remote-debugging-port=${port}`],
    })
    try {
      const path = pathOf({ settings, app: registration?.id ?? '', attempt: attemptId })
      const cookie = `${account.cookie.name}=${account.cookie.value}`
      const measure = () =>
        lighthouse(portal.url + path, {
          port,
          output: 'json',
          logLevel: 'silent',
          onlyCategories: [...categories],
          // The portal asks search engines to stay away, which is right, and costs points for being found.
          skipAudits: ['is-crawlable'],
          formFactor: 'desktop',
          screenEmulation: { mobile: false, width: 1280, height: 800, deviceScaleFactor: 1, disabled: false },
          throttlingMethod: 'provided',
          extraHeaders: isPublic ? {} : { Cookie: cookie },
        })
      // A browser that has just started now and then paints before it is watched: then there is no score, and it is asked once more.
      const first = await measure()
      const isMeasured = categories.every((category) => typeof first?.lhr.categories[category]?.score === 'number')
      const outcome = isMeasured ? first : await measure()
      const lhr = outcome?.lhr
      const scores = categories.map((category) => Math.round((lhr?.categories[category]?.score ?? 0) * 100))
      const requests =
        (lhr?.audits['network-requests']?.details as { items?: { resourceType: string; transferSize: number }[] } | undefined)?.items ?? []
      const scriptBytes = requests
        .filter(({ resourceType }) => resourceType === 'Script')
        .reduce((sum, { transferSize }) => sum + transferSize, 0)
      const value = (audit: string) => lhr?.audits[audit]?.numericValue ?? -1
      const row = [
        name,
        ...scores,
        (scriptBytes / 1000).toFixed(1),
        Math.round(value('largest-contentful-paint')),
        value('cumulative-layout-shift').toFixed(3),
      ]
      appendFileSync(report, `| ${row.join(' | ')} |\n`)
      const lost = Object.values(lhr?.audits ?? {})
        .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative')
        .map(({ id, title }) => `${id}: ${title}`)
      expect(Math.min(...scores), lost.join('\n')).toBeGreaterThanOrEqual(leastScore)
      expect(scriptBytes).toBeGreaterThan(0)
      expect(scriptBytes).toBeLessThanOrEqual(mostScriptBytes)
      expect(value('cumulative-layout-shift')).toBeLessThan(0.01)
    } finally {
      await browser.close()
    }
  })
}
