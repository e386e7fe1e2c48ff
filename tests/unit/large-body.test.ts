import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { encode } from 'next-auth/jwt'
import { afterAll, expect, test, vi } from 'vitest'
import { send } from '../e2e/support/raw-request'

const secret = 'Zr8dTq2LwXc6VbN0mKj4HgF7sPa9YeUi1oRt5DfGh3k'
const origin = 'https://portal.example.com'
for (const [name, value] of Object.entries({ PORTAL_URL: origin, NEXTAUTH_SECRET: secret, TRUSTED_PROXIES: '0' })) vi.stubEnv(name, value)
const [{ guard, refusalOf }, { admitBody }] = await Promise.all([import('@/lib/http/guard.mjs'), import('@/lib/http/large-body.mjs')])

/** What stands behind the door reads what it is given, and holds it until it may answer. */
let held: Promise<void> = Promise.resolve()
let arrived = 0
const server = createServer((request, response) => {
  if (!guard(request, response, { dev: false })) return
  admitBody(request, response, refusalOf(request, response), async () => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    arrived++
    await held
    response.end(`took ${Buffer.concat(chunks).toString('latin1')}`)
  })
})
server.listen(0)
await once(server, 'listening')
afterAll(() => void server.close())
const { port } = server.address() as AddressInfo

const cookieOf = async (sub: string, from = secret) =>
  `__Host-preauth-portal.session=${await encode({ token: { sub, sid: 'x' }, secret: from })}`
const boundary = '----WebKitFormBoundary0123456789'
const formOf = (text: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="codeReturnUrl"\r\n\r\n${text}\r\n--${boundary}--\r\n`
const post = (body: string, cookie = '', path = '/preauthenticate') =>
  send({ port, path, method: 'POST', body, headers: { origin, cookie, 'content-type': `multipart/form-data; boundary=${boundary}` } })
const large = formOf('novel '.repeat(600_000))

test('a large form of a user arrives as it was sent, whatever the piece of its way is called', async () => {
  const cookie = `theme=dark; ${await cookieOf('mila')}`
  for (const path of ['/preauthenticate', '/preauthenticate/3c5e7a90-1b2d-4f68-a0c4-d8e6f2b49999']) {
    const { status, body } = await post(large, cookie, path)
    expect([status, body === `took ${large}`]).toEqual([200, true])
  }
})

test.each<[string, () => Promise<[body: string, cookie: string, path?: string]>]>([
  ['without a session', async () => [large, '']],
  ['with what looks like a session', async () => [large, '__Host-preauth-portal.session=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c']],
  ['with a session that somebody else signed', async () => [large, await cookieOf('mila', 'another secret')]],
  ['to another page', async () => [large, await cookieOf('mila'), '/account']],
  ['to the log-in', async () => [large, await cookieOf('mila'), '/login']],
  [
    'with its brackets in another field',
    async () => [formOf('x').replace('codeReturnUrl', '0').replace('x', '['.repeat(100_000)), await cookieOf('mila')],
  ],
  ['of more than 4 MB', async () => [formOf('x'.repeat(4 * 1024 * 1024)), await cookieOf('mila')]],
])('a large form %s is refused', async (_, given) => {
  expect(await post(...(await given()))).toMatchObject({ status: 413 })
})

test('an ordinary form is let through without a question', async () => {
  expect((await post(formOf('x'.repeat(60_000)), '', '/login')).status).toBe(200)
})

test('of one user one at a time is read, and of all a few; the others are told when to come again', async () => {
  let release = () => {}
  arrived = 0
  held = new Promise((resolve) => void (release = resolve))
  const first = ['mila', 'luc', 'zoe', 'tom'].map(async (name) => post(large, await cookieOf(name)))
  // Whoever comes while all four are at work, and whoever comes a second time.
  await vi.waitFor(() => expect(arrived).toBe(4), 20_000)
  const [other, again] = await Promise.all([post(large, await cookieOf('eva')), post(large, await cookieOf('mila'))])
  expect(other.status).toBe(503)
  expect(other.headers['retry-after']).toBe('5')
  expect(again.status).toBe(503)
  release()
  for (const answer of await Promise.all(first)) expect(answer.status).toBe(200)
  expect((await post(large, await cookieOf('mila'))).status).toBe(200)
})

test('who breaks off leaves the place to the next', async () => {
  const cookie = await cookieOf('mila')
  const { request } = await import('node:http')
  const broken = request({ port, path: '/preauthenticate', method: 'POST', headers: { origin, cookie, 'content-length': '3000000' } })
  broken.on('error', () => {})
  broken.write('x'.repeat(1_000))
  await vi.waitFor(async () => expect((await post(large, cookie)).status).toBe(503))
  broken.destroy()
  await vi.waitFor(async () => expect((await post(large, cookie)).status).toBe(200))
})
