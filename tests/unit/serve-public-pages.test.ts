import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request as sendRequest, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { servePublicPages } from '@/lib/http/serve-public-pages.mjs'

let server: Server
let rendered: number
let render: (request: IncomingMessage, response: ServerResponse, nonce: string) => void

const html = { 'Content-Type': 'text/html; charset=utf-8', Vary: 'rsc' }
const linkWith = (nonce = '') => `</font.woff2>; rel=preload; nonce="${nonce}"`

/** The front door with something in the place of Next.js that counts what it is asked for. */
beforeEach(async () => {
  rendered = 0
  render = (request, response, nonce) => {
    response.writeHead(200, { ...html, Link: linkWith(nonce) })
    response.write(`<p>Zoë, ${request.headers['accept-language'] ?? ''} ${request.headers.cookie ?? ''}</p><script nonce="${nonce}">`)
    response.end(Buffer.from(`say("${nonce}")</script>`))
  }
  const servePublic = servePublicPages()
  server = createServer((request, response) => {
    const nonce = randomBytes(16).toString('base64')
    response.setHeader('Content-Security-Policy', `script-src 'nonce-${nonce}'`)
    if (servePublic(request, response)) return
    rendered++
    render(request, response, nonce)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterEach(() => {
  server.close()
  vi.useRealTimers()
})

async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const { port } = server.address() as AddressInfo
  const request = sendRequest({ port, path, method, headers, agent: false })
  request.end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  const body = (response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString()
  const nonce = /'nonce-([^']+)'/.exec(String(response.headers['content-security-policy']))?.[1]
  return { status: response.statusCode, headers: response.headers, body, nonce }
}

test('a page is rendered once, and each answer has a nonce of its own, the one of its policy', async () => {
  const answers = [await ask('/login'), await ask('/login'), await ask('/login', { 'accept-encoding': 'gzip' })]
  expect(rendered).toBe(1)
  expect(new Set(answers.map(({ nonce }) => nonce)).size).toBe(3)
  for (const { status, headers, body, nonce } of answers) {
    expect([status, headers['content-type'], headers.vary, headers.link]).toEqual([200, html['Content-Type'], 'rsc', linkWith(nonce)])
    expect(body).toBe(`<p>Zoë,  </p><script nonce="${nonce}">say("${nonce}")</script>`)
  }
  expect(answers.map(({ headers }) => headers['content-encoding'])).toEqual([undefined, undefined, 'gzip'])
})

test('whoever reads another language, in another light or time zone, gets a page of their own', async () => {
  const readers: Record<string, string>[] = [
    {},
    { 'accept-language': 'nl' },
    { cookie: 'language=de' },
    { cookie: 'theme=dark' },
    { cookie: 'theme=dark; time-zone=Europe/Paris' },
  ]
  const first = []
  for (const headers of readers) first.push((await ask('/login', headers)).body.split('<script')[0])
  expect(new Set(first).size).toBe(readers.length)
  for (const [index, headers] of readers.entries()) expect((await ask('/login', headers)).body.split('<script')[0]).toBe(first[index])
  expect(rendered).toBe(readers.length)
})

test.each<[string, string, Record<string, string>, string]>([
  ['a session', '/login', { cookie: 'next-auth.session-token=x' }, 'GET'],
  ['any other cookie', '/login', { cookie: 'theme=dark; theme-of-somebody=1' }, 'GET'],
  ['a question', '/login?reason=callback', {}, 'GET'],
  ['a form', '/login', {}, 'POST'],
  ['HEAD', '/login', {}, 'HEAD'],
  ['data', '/login', { rsc: '1' }, 'GET'],
  ['a part', '/login', { 'next-router-prefetch': '1' }, 'GET'],
  ['another page', '/settings', {}, 'GET'],
  ['a long wish', '/login', { 'accept-language': 'x'.repeat(300) }, 'GET'],
])('what comes with %s is for Next.js', async (_, path, headers, method) => {
  for (let time = 1; time <= 2; time++) await ask(path, headers, method)
  expect(rendered).toBe(2)
})

test.each<[string, (response: ServerResponse, nonce: string) => void]>([
  ['an error', (response) => response.writeHead(500, html).end('x')],
  ['a redirect', (response) => response.writeHead(303, { Location: '/' }).end()],
  ['a cookie', (response, nonce) => response.writeHead(200, { ...html, 'Set-Cookie': 'a=b' }).end(nonce)],
  ['no page', (response) => response.writeHead(200, { 'Content-Type': 'text/plain' }).end('x')],
])('%s is never kept', async (_, answer) => {
  render = (_request, response, nonce) => answer(response, nonce)
  for (let time = 1; time <= 2; time++) await ask('/login')
  expect(rendered).toBe(2)
})

test('an answer that broke off is not kept', async () => {
  render = (_request, response) => void response.writeHead(200, html).write('half', () => response.destroy())
  for (let time = 1; time <= 2; time++) await expect(ask('/login')).rejects.toThrow()
  expect(rendered).toBe(2)
})

test('after a minute a page is rendered anew', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await ask('/login')
  vi.advanceTimersByTime(59_000)
  await ask('/login')
  expect(rendered).toBe(1)
  vi.advanceTimersByTime(1_000)
  await ask('/login')
  expect(rendered).toBe(2)
})
