import { onTestFinished, describe, expect, test } from 'vitest'
import { call } from '@/lib/http-client/call'
import { NotReached } from '@/lib/http-client/unreached'
import { freePort } from '../support/free-port'
import { startWireServer } from '../support/wire-server'

const body = '{"access_token":"access","refresh_token":"refresh"}'
const length = `Content-Length: ${body.length}\r\n`
const head = 'HTTP/1.1 200 OK\r\n'
const chunk = `${body.length.toString(16)}\r\n${body}\r\n`
const cookies = (count: number, size: number) =>
  Array.from({ length: count }, (_, index) => `Set-Cookie: c${index}=${'x'.repeat(size)}\r\n`).join('')
const limits = { deadlineMs: 10_000, maximumBytes: 64 * 1024 }

async function serve(wire: string | Buffer | null) {
  const server = await startWireServer(wire)
  onTestFinished(() => server.close())
  return server
}

test.each([
  ['60 kB of headers', head + cookies(60, 1_000) + length],
  ['100 kB of headers', head + cookies(100, 1_000) + length],
  ['5,000 cookies', head + cookies(5_000, 20) + length],
  ['one header of 240 kB', `${head}X-Trace: ${'x'.repeat(240_000)}\r\n${length}`],
])('an answer with %s is read', async (_, start) => {
  const server = await serve(`${start}Reason: TooEarly\r\n\r\n${body}`)
  const answer = await call(server.url, limits)
  expect(answer).toMatchObject({ status: 200, isWhole: true, headers: { reason: 'TooEarly' } })
  expect(answer.bytes.toString()).toBe(body)
})

const odd: [string, string | Buffer][] = [
  ['Content-Length beside chunks', `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}0\r\n\r\n`],
  ['chunks, and then Content-Length', `${head}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n${chunk}0\r\n\r\n`],
  ['line feeds alone', `HTTP/1.1 200 OK\nContent-Length: ${body.length}\n\n${body}`],
  ['NUL in a header', `${head}X-Trace: a\0b\r\n${length}\r\n${body}`],
  ['control characters in a header', `${head}X-Trace: a\x01\x7f\r\n${length}\r\n${body}`],
  ['Latin 1 in a header', Buffer.from(`${head}X-Trace: \xe9\xff\r\n${length}\r\n${body}`, 'latin1')],
  ['a blank in front of the colon', `${head}Content-Length : ${body.length}\r\n\r\n${body}`],
  ['a folded header', `${head}X-Trace: a\r\n b\r\n${length}\r\n${body}`],
  ['a version that there is not', `HTTP/1.2 200 OK\r\n${length}\r\n${body}`],
  ['chunks without the break behind', `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.trimEnd()}0\r\n\r\n`],
  ['blanks behind the size of a chunk', `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.replace('\r\n', '  \r\n')}0\r\n\r\n`],
  ['an identity transfer encoding', `${head}Transfer-Encoding: identity\r\n${length}\r\n${body}`],
]

describe('an answer that breaks the rules of HTTP', () => {
  test.each(odd)('by %s is read where it is the only one on its connection', async (_, wire) => {
    const answer = await call((await serve(wire)).url, { ...limits, isLenient: true })
    expect(answer).toMatchObject({ status: 200, isWhole: true })
    expect(answer.bytes.toString()).toBe(body)
  })

  test.each(odd.filter(([what]) => !/Latin/.test(what)))('by %s is none elsewhere', async (_, wire) => {
    const asked = call((await serve(wire)).url, limits)
    expect((await asked.catch(() => null))?.isWhole ?? false).toBe(false)
  })
})

test.each([
  ['behind its headers', `${head}Content-Length: 999\r\n\r\n`, ''],
  ['in its body', `${head}Content-Length: 999\r\n\r\n${body}`, body],
  ['between chunks', `${head}Transfer-Encoding: chunked\r\n\r\n${chunk}`, body],
])('an answer that breaks off %s gives what had come', async (_, wire, come) => {
  const answer = await call((await serve(wire)).url, limits)
  expect([answer.isWhole, answer.bytes.toString()]).toEqual([false, come])
})

test('an answer without end costs no more than its limit', async () => {
  const answer = await call((await serve(`${head}\r\n${'x'.repeat(200_000)}`)).url, limits)
  expect([answer.isOverlong, answer.bytes.length]).toEqual([true, limits.maximumBytes])
})

test.each([
  ['closes at once', ''],
  ['changes to another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n'],
  ['is silent', null],
  ['sends more headers than anybody reads', `${head}${cookies(300, 1_000)}\r\n`],
])('a server that %s was reached, and gave no answer', async (_, wire) => {
  const server = await serve(wire)
  const failed = await call(server.url, { ...limits, deadlineMs: 300, method: 'POST', body: 'code=x' }).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(Error)
  expect(failed).not.toBeInstanceOf(NotReached)
  expect(server.requests).toHaveLength(1)
  expect(server.requests[0]).toMatch(/^POST \/token HTTP\/1\.1\r\n[^]*\bconnection: close\r\n[^]*\bcontent-length: 6\r\n\r\n(code=x)?$/i)
})

test('who is not reached has been sent nothing', async () => {
  await expect(call(`http://127.0.0.1:${await freePort()}/`, limits)).rejects.toMatchObject({
    name: 'NotReachedError',
    reason: 'no-connection',
  })
  await expect(call('https://nobody.invalid/', limits)).rejects.toMatchObject({ reason: 'name-unknown' })
  const server = await serve('no TLS')
  await expect(call(server.url.replace('http:', 'https:'), limits)).rejects.toMatchObject({ reason: 'tls-failure' })
  const silent = await serve(null)
  await expect(call(silent.url.replace('http:', 'https:'), { ...limits, deadlineMs: 200 })).rejects.toMatchObject({ reason: 'no-answer' })
})
