import { open } from './support/hydrated'
import { allowAndCopyAddress, arriveAtResult, exchange, fillForm, openExactTab, reveal } from './support/journey'
import { send } from './support/raw-request'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from './support/test'

/** A secret as it may have been written: plain, in an address, in base64. */
const shapes = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1),
]

test('After the main job neither log, nor page, nor address, nor database holds code, secret, state or token', async ({
  page,
  account,
  context,
  portal,
  sandbox,
}) => {
  const app = await sandbox.addApp()
  const seen: { url: string; referrer: string | undefined; body: string }[] = []
  context.on(
    'request',
    (request) =>
      void (request.url().startsWith(portal.url) && seen.push({ url: request.url(), referrer: request.headers().referer, body: '' })),
  )

  await open(page, '/preauthenticate')
  await fillForm(page, 'Canary', app, true)
  const tab = await openExactTab(page)
  const waitingRoom = new URL(page.url()).pathname
  const returnUrl = await allowAndCopyAddress(tab)
  await exchange(page, returnUrl.replace('code=', 'code=%20')) // a mistake first: what was pasted must not be kept either
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await exchange(page, returnUrl)
  const id = await arriveAtResult(page)
  const token = await sandbox.refreshTokenOf(app)
  const { code = '', state = '' } = Object.fromEntries(new URL(returnUrl).searchParams)
  const secrets = { code, state, token, clientSecret: app.clientSecret, password: account.password, cookie: account.cookie.value }

  const [registration] = await page.request
    .get('/apps')
    .then((answer) => answer.text())
    .then((text) => [...text.matchAll(/\/apps\/([0-9a-f-]{36})"/g)].map(([, found]) => found))
  const paths = [
    '/preauthenticate',
    `/preauthenticate?app=${registration}`,
    waitingRoom,
    '/settings',
    `/settings/${id}`,
    `/settings/${id}/delete`,
    '/apps',
    `/apps/${registration}`,
    `/apps/${registration}/delete`,
    '/account',
    '/account/activity',
    '/nowhere',
    '/api/auth/session',
  ]
  const headers = { Cookie: `${account.cookie.name}=${account.cookie.value}` }
  const places: Record<string, string> = {}
  for (const path of paths) {
    const answer = await send({ port: portal.port, path, headers })
    places[path] = answer.body + JSON.stringify({ ...answer.headers, 'set-cookie': '' })
    places[`${path} as data`] = (await send({ port: portal.port, path, headers: { ...headers, RSC: '1' } })).body
  }
  expect(await reveal(page, 'Refresh Token')).toBe(token)
  places.log = portal.readLog()
  places.addresses = seen.map(({ url, referrer }) => `${url} ${referrer ?? ''}`).join('\n')
  places.storage = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie)
  const folder = dirname(portal.databaseFile)
  for (const file of readdirSync(folder).filter((name) => name.startsWith('portal.db')))
    places[file] = readFileSync(join(folder, file), 'latin1')

  for (const [place, text] of Object.entries(places)) {
    for (const [name, secret] of Object.entries(secrets)) {
      const found = shapes(secret).some((shape) => text.includes(shape))
      expect.soft(found, `${name} in ${place}`).toBe(false)
    }
  }
})
