import { request as httpRequest } from 'node:http'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { startSandbox, type Sandbox } from '@/sandbox/sandbox'
import { DEVIATING_REDIRECT_APP as APP, GARAGE_EXPORT_APP } from '@/sandbox/seeds'
import { Visitor } from '@/sandbox/visitor'

let sandbox: Sandbox
let visitor: Visitor
const LIST = '/app-center/nl/apps'
const PATH = `${LIST}/${APP.clientId}`

beforeAll(async () => {
  sandbox = await startSandbox()
})
beforeEach(() => {
  sandbox.world.reset()
  visitor = new Visitor(sandbox.url)
})
afterAll(() => sandbox.close())

async function enter(user = 'zoe@bakkerij-de-ster.test', path = '/app-center/nl') {
  return visitor.logIn(await visitor.follow(await visitor.open(path)), user)
}

describe('App Center', () => {
  it('leads from the country over the log-in to the three values', async () => {
    const countries = await visitor.open('/app-center')
    for (const name of ['Netherlands', 'Belgium', 'Germany', 'France', 'Spain', 'United Kingdom', 'United States']) {
      expect(countries.text).toContain(`>${name}</a>`)
    }
    expect((await enter()).text).toContain('Manage my apps')
    expect((await visitor.open(LIST)).text).toContain(`href="${PATH}">Deviating redirect</a>`)
    const masked = await visitor.open(PATH)
    expect(masked.text).toContain(APP.clientId)
    expect(masked.text).toContain(APP.redirectUri)
    expect(masked.text).not.toContain(APP.clientSecret)
    expect((await visitor.open(`${PATH}?show=1`)).text).toContain(APP.clientSecret)
  })

  it('returns to the page that was asked for', async () => {
    expect((await enter(undefined, PATH)).text).toContain('<h1>Deviating redirect</h1>')
  })

  it('adds and edits an app and makes a new secret, and the token endpoint knows at once', async () => {
    await enter()
    const form = await visitor.open(`${LIST}/new`)
    const added = await visitor.submit(form, `${LIST}/new`, [
      ['name', ' <Mine> '],
      ['redirectUri', 'https://mine.test/x?y=1'],
    ])
    expect(added.status).toBe(303)
    const app = sandbox.world.store.records.apps.at(-1)
    expect(app).toMatchObject({ name: '<Mine>', redirectUri: 'https://mine.test/x?y=1', owner: 'zoe@bakkerij-de-ster.test', country: 'nl' })
    const page = await visitor.follow(added)
    expect(page.text).toContain('<h1>&lt;Mine&gt;</h1>')

    const path = `${LIST}/${app?.clientId}`
    await visitor.submit(await visitor.open(`${path}/edit`), `${path}/edit`, [
      ['name', 'Yours'],
      ['redirectUri', 'http://localhost:9/z'],
    ])
    expect(app).toMatchObject({ name: 'Yours', redirectUri: 'http://localhost:9/z' })
    const before = app?.clientSecret
    const renewed = await visitor.follow(await visitor.submit(page, `${path}/secret`, []))
    expect(app?.clientSecret).not.toBe(before)
    expect(renewed.text).toContain(app?.clientSecret)
  })

  it.each([
    ['', 'https://a.test'],
    ['x'.repeat(101), 'https://a.test'],
    ['a', ''],
    ['a', 'ftp://a.test'],
    ['a', 'https://a.test/#b'],
    ['a', 'a.test'],
    ['a', 'javascript:alert(1)'],
    ['a', 'https://a b.test'],
  ])('refuses name %j with redirect URI %j and keeps what was typed', async (name, redirectUri) => {
    await enter()
    const page = await visitor.submit(await visitor.open(`${LIST}/new`), `${LIST}/new`, [
      ['name', name],
      ['redirectUri', redirectUri],
    ])
    expect(page.status).toBe(400)
    expect(page.text).toContain('aria-invalid="true"')
    expect(page.text).toContain(`name="redirectUri" type="url" value="${redirectUri}"`)
    expect(sandbox.world.store.records.apps).toHaveLength(3)
  })

  it('shows nobody another’s app, and nothing to who is not logged in', async () => {
    expect((await visitor.open(PATH)).location).toBe(`/login?next=${encodeURIComponent(PATH)}`)
    await enter('luc@garage-noord.test')
    const garage = `/app-center/be/apps/${GARAGE_EXPORT_APP.clientId}`
    expect((await visitor.open(garage)).status).toBe(200)
    expect((await visitor.open(LIST)).text).toContain('href="/app-center/be/apps">Belgium</a>')
    for (const path of [PATH, `${PATH}?show=1`, `${PATH}/edit`, garage.replace('/be/', '/nl/'), `${LIST}/x`, '/app-center/xx']) {
      expect((await visitor.open(path)).status).toBe(404)
    }
    const own = await visitor.open(garage)
    const form = own.text.match(/name="csrf" value="([^"]+)"/)?.[1] ?? ''
    const post = (path: string, csrf: string) => visitor.open(path, { method: 'POST', body: new URLSearchParams({ csrf, name: 'a' }) })
    expect((await post(`${PATH}/secret`, form)).status).toBe(404)
    expect((await post(`${PATH}/edit`, form)).status).toBe(404)
    expect((await post(`${garage}/secret`, 'guess')).status).toBe(403)
    await visitor.submit(own, '/logout', [])
    expect((await visitor.open(garage)).status).toBe(303)
  })
})

describe('every page', () => {
  it.each([
    '/',
    '/app-center',
    '/login',
    '/control',
    '/nowhere',
    '/consent',
    '/api/oauth2/auth',
    '/app-center/xx',
    '/logout',
    '/%E0%A4%A',
    '//x',
  ])('%s says that it is a sandbox and keeps to itself', async (path) => {
    // fetch would tidy the address; this is what arrives from a client that does not.
    const { text, headers } = await raw('GET', path)
    expect(text).toContain('<strong>Sandbox</strong>')
    expect(text).toContain('<html lang="en">')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['content-security-policy']).not.toContain('form-action')
  })

  it.each([
    'http://[',
    '*',
    '/a?%',
    '/api/oauth2/auth?client_id=%ZZ&client_id=%00',
    `/${'a/'.repeat(2000)}`,
    '/app-center/nl/apps/__proto__',
  ])('survives the address %j', async (path) => {
    expect((await raw('GET', path)).status).toBeLessThan(500)
    expect((await visitor.open('/')).status).toBe(200)
  })

  it('refuses a body over 1 MB, unknown methods and control characters in a form', async () => {
    expect((await raw('POST', '/api/oauth2/token', 'a'.repeat(1024 * 1024 + 1))).status).toBe(413)
    expect((await raw('DELETE', '/')).status).toBe(405)
    expect((await raw('POST', '/login', 'csrf=%00&%=%')).status).toBe(403)
  })

  it('serves its own style and script', async () => {
    expect((await visitor.open('/assets/sandbox.css')).headers.get('content-type')).toContain('text/css')
    expect((await visitor.open('/assets/copy.js')).headers.get('content-type')).toContain('text/javascript')
    expect((await visitor.open('/assets/../server.ts')).status).toBe(404)
  })
})

function raw(method: string, path: string, body = '') {
  return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const call = httpRequest({ host: 'localhost', port: sandbox.port, method, path, headers }, (response) => {
      let text = ''
      response
        .setEncoding('utf8')
        .on('data', (part) => {
          text += part
        })
        .on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text,
            headers: response.headers,
          }),
        )
    })
    call.on('error', reject)
    call.end(body)
  })
}
