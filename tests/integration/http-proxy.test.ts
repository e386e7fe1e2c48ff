// The way out through a real proxy: what passes, what does not, and that a refusal of the proxy is never taken for an answer.
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import tls from 'node:tls'
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { makeCertificate } from '../support/certificate'
import { freePort } from '../support/free-port'
import { startHttpProxy, type HttpProxy, type ProxyFault } from '../support/http-proxy'
import { startWireServer } from '../support/wire-server'

const certificate = makeCertificate('provider.test', '*.provider.test', 'localhost')
// The certificate of a test's own authority is trusted in this process alone.
const { createSecureContext } = tls
vi.spyOn(tls, 'createSecureContext').mockImplementation((options) => {
  const context = createSecureContext(options)
  context.context.addCACert(certificate.authority)
  return context
})

const seen: string[] = []
const server = createSecureServer(certificate, (request, response) => {
  seen.push(`${request.method} ${request.headers.host}${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim())
  request.resume().once('end', () => response.setHeader('x-served', 'yes').end('answer'))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const secure = (server.address() as AddressInfo).port
afterAll(() => {
  server.close()
  certificate.remove()
})

let proxy: HttpProxy
const account = { user: 'portal@office', password: 'p@ss/w:rd%' }
const hosts = { 'provider.test': secure, 'a.provider.test': secure, localhost: secure, '127.0.0.1': secure }
beforeEach(async () => {
  proxy = await startHttpProxy({ account, hosts })
  seen.length = 0
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await proxy.close()
})

/** The client with the given settings, as after a start. */
async function load(settings: Record<string, string>) {
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, settings[name] ?? '')
    vi.stubEnv(name.toLowerCase(), settings[name.toLowerCase()] ?? '')
  }
  vi.resetModules()
  const { call } = await import('@/lib/http-client/call')
  const { openLine } = await import('@/lib/http-client/line')
  const ask = (url: string, deadlineMs = 10_000) => call(url, { method: 'POST', body: 'code=secret', deadlineMs, maximumBytes: 1_000 })
  return { ask, openLine }
}
const provider = 'https://provider.test/token'

describe('https goes through a tunnel', () => {
  test.each(['HTTPS_PROXY', 'https_proxy'])('that %s names, and the proxy sees nothing but host and port', async (name) => {
    const { ask } = await load({ [name]: proxy.url })
    const answer = await ask(provider)
    expect([answer.status, answer.bytes.toString()]).toEqual([200, 'answer'])
    expect(proxy.passed).toEqual(['CONNECT provider.test:443'])
    expect(seen).toEqual(['POST provider.test/token'])
    expect(JSON.stringify(proxy.headers)).not.toContain('secret')
  })

  test('one for all questions that follow each other', async () => {
    const { openLine } = await load({ HTTPS_PROXY: proxy.url })
    const line = openLine('https://provider.test')
    for (const path of ['/a', '/b']) (await line.get(`https://provider.test${path}`, { authorization: 'Bearer x' }, 10_000)).resume()
    line.close()
    expect(proxy.passed).toEqual(['CONNECT provider.test:443'])
    expect(seen).toEqual(['GET provider.test/a', 'GET provider.test/b'])
    expect(JSON.stringify(proxy.headers)).not.toContain('Bearer')
  })

  test('also where the proxy itself is spoken to over TLS', async () => {
    const own = await startHttpProxy({ hosts, certificate })
    onTestFinished(() => own.close())
    const { ask } = await load({ HTTPS_PROXY: own.url })
    expect((await ask(provider)).status).toBe(200)
    expect(own.passed).toEqual(['CONNECT provider.test:443'])
  })

  test('which a server of another name does not get past', async () => {
    const other = await startHttpProxy({ hosts: { 'other.test': secure } })
    onTestFinished(() => other.close())
    const { ask } = await load({ HTTPS_PROXY: other.url })
    await expect(ask('https://other.test/')).rejects.toMatchObject({ reason: 'not-trusted' })
    expect(seen).toEqual([])
  })
})

describe('no proxy is asked', () => {
  test.each(['provider.test', '.provider.test', '*.provider.test', '*', 'provider.test:443', 'other.test, PROVIDER.TEST'])(
    'for what NO_PROXY exempts: %s',
    async (NO_PROXY) => {
      const { ask } = await load({ HTTPS_PROXY: proxy.url, NO_PROXY })
      // No name server knows it.
      await expect(ask(provider)).rejects.toMatchObject({ reason: 'name-unknown' })
      expect(proxy.passed).toEqual([])
    },
  )

  test.each(['other.test', 'vider.test', 'provider.test:8443', 'a.provider.test', 'provider.test.example'])(
    'but for what it does not: %s',
    async (no_proxy) => {
      const { ask } = await load({ https_proxy: proxy.url, no_proxy })
      expect((await ask(provider)).status).toBe(200)
      expect(proxy.passed).toHaveLength(1)
    },
  )

  test('for this machine, whatever is set', async () => {
    const { ask } = await load({ HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url })
    expect((await ask(`https://localhost:${secure}/`)).status).toBe(200)
    expect(proxy.passed).toEqual([])
  })

  test('for http by HTTPS_PROXY, nor for https by HTTP_PROXY', async () => {
    const { ask } = await load({ HTTP_PROXY: proxy.url })
    await expect(ask(provider)).rejects.toMatchObject({ reason: 'name-unknown' })
    const other = await load({ HTTPS_PROXY: proxy.url })
    await expect(other.ask('http://sandbox.test/')).rejects.toMatchObject({ reason: 'name-unknown' })
    expect(proxy.passed).toEqual([])
  })
})

test('http is handed to the proxy with its address in full, and what it says of itself is no answer', async () => {
  const sandbox = await startWireServer('HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n')
  onTestFinished(() => sandbox.close())
  const own = await startHttpProxy({ account, hosts: { 'sandbox.test': Number(new URL(sandbox.url).port) } })
  onTestFinished(() => own.close())
  const { ask } = await load({ HTTP_PROXY: own.url })
  expect((await ask('http://sandbox.test:3001/a?b=c')).status).toBe(418)
  expect(own.passed).toEqual(['POST http://sandbox.test:3001/a?b=c'])
  const { ask: unknown } = await load({ HTTP_PROXY: own.url.replace(/\/\/.*@/, '//') })
  await expect(unknown('http://sandbox.test:3001/')).rejects.toMatchObject({ name: 'NotReachedError', reason: 'proxy-log-in' })
  own.fail('behind-request')
  await expect(ask('http://sandbox.test:3001/')).rejects.not.toMatchObject({ name: 'NotReachedError' })
})

describe('nothing was sent, and that is what is told', () => {
  test.each<[string, ProxyFault, string]>([
    ['closes at once', 'at-once', 'proxy-away'],
    ['is silent', 'never', 'no-answer'],
    ['agrees and closes', 'behind-connect', 'tls-failure'],
    ['refuses', { status: 403 }, 'proxy-refusal'],
    ['does not find the server', { status: 502 }, 'proxy-refusal'],
    ['waits in vain for the server', { status: 504 }, 'proxy-refusal'],
    ['redirects', { status: 302 }, 'proxy-refusal'],
    ['wants to know who asks', { status: 407 }, 'proxy-log-in'],
  ])('by a proxy that %s', async (_, fault, reason) => {
    const { ask } = await load({ HTTPS_PROXY: proxy.url })
    proxy.fail(fault)
    const failed = await ask(provider, 500).catch((error: unknown) => error)
    expect(failed).toMatchObject({ name: 'NotReachedError', reason })
    expect(String(failed) + JSON.stringify(failed)).not.toMatch(/p@ss|cGFzc|portal@office/)
    expect([proxy.passed.length, seen]).toEqual([1, []])
  })

  test('by one that knows another password, or is not there', async () => {
    const { ask } = await load({ HTTPS_PROXY: proxy.url.replace('%25@', '@') })
    await expect(ask(provider)).rejects.toMatchObject({ reason: 'proxy-log-in' })
    const gone = await load({ HTTPS_PROXY: `http://localhost:${await freePort()}` })
    await expect(gone.ask(provider)).rejects.toMatchObject({ reason: 'proxy-away' })
    const nameless = await load({ HTTPS_PROXY: 'proxy.invalid' })
    await expect(nameless.ask(provider)).rejects.toMatchObject({ reason: 'proxy-away' })
    expect(seen).toEqual([])
  })
})
