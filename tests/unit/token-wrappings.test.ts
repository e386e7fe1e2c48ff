import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { asRawAnswer, type RawAnswer } from '@/lib/oauth/raw-answer'
import { readTokenAnswer } from '@/lib/oauth/token-answer'
import { getWrapping, WRAPPINGS } from '@/sandbox/wrappings'

const client = { issuer: 'https://start.exactonline.nl', clientId: '3c5e7a90-1b2d-4f68-a0c4-d8e6f2b49999' }
const refreshToken = `stampNL001.AbCd!IAAAA-${'refresh_'.repeat(40)}`
const accessToken = `stampNL001.gAAAA-${'access-'.repeat(60)}`
const json = JSON.stringify({ access_token: accessToken, token_type: 'bearer', expires_in: '600', refresh_token: refreshToken })

const raw = (body: string | Uint8Array, more: Partial<RawAnswer> = {}): RawAnswer => ({
  ...{ status: 200, headers: {} },
  bytes: Buffer.from(body as string).toString('base64'),
  ...more,
})
const read = (body: string | Uint8Array, more: Partial<RawAnswer> = {}) => readTokenAnswer(raw(body, more), client)
const tokens = { ok: true, tokens: { refreshToken, accessToken } }
const wrap = (name: string, text = json) => getWrapping(name)?.body?.(text) ?? text
const most = (body: string | Buffer) => Buffer.from(body as string).subarray(0, 64 * 1024)

test.each(Object.keys(WRAPPINGS))('the tokens of an answer are read: %s', async (name) => {
  const body = most(wrap(name))
  expect(await read(body, body.length === 64 * 1024 ? { isOverlong: true } : {})).toMatchObject(tokens)
})

test('what zstd 1.5 makes of an answer, with its codes and repetitions, is read', async () => {
  const packed =
    'KLUv/QRYVQMAggUUG3BLdfCCjYwYNYOUX9q3XtCd8TikMV4M6f8bAg8LkEJAJWKvhquNEQE+bgztlTnGbazXdOXju8ZDNk4yMw/KgjggOEV66+P2xOKh3a+V7AgHADUrCpI+kL9CGf3SMrwE31RRVgNTTzEEWFk='
  expect(await read(Buffer.from(packed, 'base64'))).toMatchObject(tokens)
})

describe('an error is that error, however it is wrapped', () => {
  const error = JSON.stringify({ error: 'unauthorized_client', error_description: 'Old refresh token used.' })
  const asIs = Object.keys(WRAPPINGS).filter((name) => !/^token-|-names$/.test(name))

  test.each(asIs)('%s', async (name) => {
    const body = most(wrap(name, error.padEnd(400)))
    const told = { ok: false, failure: 'old-refresh-token', detail: 'unauthorized_client: Old refresh token used.' }
    expect(await read(body, { status: 401, ...(body.length === 64 * 1024 && { isOverlong: true }) })).toEqual(told)
  })

  test.each([
    ['Bad Request', 'bad-request'],
    ['Signed data extraction has failed', 'code-rejected'],
  ])('words without an object: %s', async (words, failure) => {
    for (const body of [words, gzipSync(words), deflateSync(words), Buffer.from(words, 'utf16le'), `\uFEFF${words}`])
      expect(await read(body, { status: 400 })).toMatchObject({ ok: false, failure })
  })

  test('its words are read in the encoding that its bytes have', async () => {
    const latin = Buffer.from('{"error":"invalid_request","error_description":"Accès refusé"}', 'latin1')
    expect(await read(latin, { status: 400 })).toMatchObject({ detail: 'invalid_request: Accès refusé' })
  })
})

describe('wherever an answer is cut', () => {
  const longer = `${json.slice(0, -1)},"scope":"${'x'.repeat(300)}"}`
  const end = Buffer.byteLength(json) - 1

  test.each<[string, (text: string) => Buffer]>([
    ['plain', (text) => Buffer.from(text)],
    ['gzip', (text) => gzipSync(text)],
    ['zlib', (text) => deflateSync(text)],
    ['deflate', (text) => deflateRawSync(text)],
    ['UTF-16', (text) => Buffer.from(text, 'utf16le')],
  ])('%s: the whole token, or none', async (_, pack) => {
    const packed = pack(longer)
    let found = 0
    for (let length = 0; length <= packed.length; length++) {
      const reading = await read(packed.subarray(0, length), { isCut: true })
      if (reading.ok) expect(reading.tokens.refreshToken).toBe(refreshToken)
      else expect(reading.failure).toBe('outcome-unknown')
      if (reading.ok) found++
    }
    expect(found).toBeGreaterThan(0)
    if (packed.length === longer.length) expect(found).toBe(longer.length - end + 1)
  })
})

describe('nothing is guessed', () => {
  const two = (one: object, other: object) => `${JSON.stringify(one)}\n${JSON.stringify(other)}`
  const other = 'stampNL001.AbCd!IAAAA-other'

  test('of two answers the first one is read, and the whole is to be kept', async () => {
    expect(await read(two({ refresh_token: refreshToken }, { refresh_token: other }))).toMatchObject({
      ok: true,
      tokens: { refreshToken },
      mayHoldToken: true,
    })
  })

  test('the same answer twice is no doubt', async () => {
    expect(await read(json + json)).not.toHaveProperty('mayHoldToken')
  })

  test('a name twice is read as every JSON parser reads it, and the whole is to be kept', async () => {
    expect(await read(`{"refresh_token":"${other}",${json.slice(1)}`)).toMatchObject({ ...tokens, mayHoldToken: true })
  })

  test('an error beside the token does not cost it, and the whole is to be kept', async () => {
    expect(await read(`{"error":"none",${json.slice(1)}`)).toMatchObject({ ...tokens, mayHoldToken: true })
  })

  test.each([
    ['two spellings that differ', JSON.stringify({ refreshToken, RefreshToken: other, access_token: accessToken })],
    ['two values beside their names, in no object', `refresh_token="${refreshToken}" access_token="x" refresh_token="${other}"`],
    ['a token with a line break inside', JSON.stringify({ refresh_token: 'stampNL001.ab\r\ncd', access_token: accessToken })],
    ['a page that tells how to ask for a token', '<html><body>POST grant_type=refresh_token&refresh_token=YOUR-TOKEN</body></html>'],
    ['a text that tells it', 'Send grant_type=refresh_token&refresh_token=YOUR-TOKEN'],
  ])('%s: no token, and the whole is to be kept', async (_, body) => {
    expect(await read(body)).toMatchObject({ ok: false, mayHoldToken: true })
  })

  test('its own name wins over another spelling, and another spelling over one that is empty', async () => {
    expect(await read(`{"RefreshToken":"${other}",${json.slice(1)}`)).toMatchObject(tokens)
    expect(await read(JSON.stringify({ refresh_token: '', refreshToken, access_token: accessToken }))).toMatchObject(tokens)
  })
})

describe('what is to be kept', () => {
  test.each([200, 201, 299])('an answer of status %i that gave no token', async (status) => {
    for (const body of ['{}', 'null', '<html></html>', 'x', gzipSync('nothing'), Buffer.from([1, 2, 3])])
      expect(await read(body, { status })).toMatchObject({ ok: false, mayHoldToken: true })
  })

  test('not one without a body, and no refusal', async () => {
    for (const reading of [await read(''), await read(' \n'), await read('{"error":"invalid_client"}', { status: 400 })])
      expect(reading).not.toHaveProperty('mayHoldToken')
  })

  test('a token under a status of refusal, though it is no success', async () => {
    for (const status of [302, 400, 502]) expect(await read(json, { status })).toMatchObject({ ok: false, mayHoldToken: true })
  })

  test('the beginning of more than is read', async () => {
    expect(await read('A'.repeat(64 * 1024), { isOverlong: true })).toMatchObject({ failure: 'answer-too-large', mayHoldToken: true })
  })
})

test('an answer as an earlier version kept it is read as before', async () => {
  expect(await readTokenAnswer({ status: 200, reason: null, body: json }, client)).toMatchObject(tokens)
  expect(await readTokenAnswer({ status: 200, reason: null, body: json.slice(0, -1), isCut: true }, client)).toMatchObject(tokens)
  const early = { status: 400, reason: 'TooEarlyToRefreshTokens: x', body: 'Bad Request' }
  expect(await readTokenAnswer(early, client)).toMatchObject({ failure: 'too-early' })
  expect(asRawAnswer(early)).toEqual({
    status: 400,
    headers: { reason: early.reason },
    bytes: Buffer.from('Bad Request').toString('base64'),
  })
})

describe('what is made to cost time or room', () => {
  const full = (text: string) => text.repeat(Math.ceil(65_536 / text.length)).slice(0, 65_536)
  const zstdFrame = (window: number, block: number[]) => [0x28, 0xb5, 0x2f, 0xfd, 0, window, ...Array<number[]>(16_000).fill(block).flat()]

  test.each<[string, string | Uint8Array]>([
    ['brackets', full('{')],
    ['starts of objects', full('{"')],
    ['objects that do not close', full('{"a":')],
    ['objects that are none', full('{"a":b}')],
    ['many objects', full('{"a":{}}')],
    ['names without a value', full('"refresh_token":')],
    ['names with a value that does not close', full('"refresh_token":"x ')],
    ['a name and blanks', `"refresh_token"${' '.repeat(65_000)}`],
    ['names and blanks', full(`refresh_token${' '.repeat(200)}`)],
    ['elements', full('<refresh_token ')],
    ['elements that do not close', full('<refresh_token>')],
    ['a token of blanks', JSON.stringify({ refresh_token: `a${' '.repeat(60_000)}b\n` })],
    ['texts in texts', JSON.stringify(JSON.stringify(JSON.stringify(full('{"a":').slice(0, 8_000))))],
    ['entities', full('&quot;')],
    ['percent signs', full('%22%7B')],
    ['pairs of a form', full('a=b&')],
    ['lengths of chunks', full('1\r\na\r\n')],
    ['base64 in base64', Buffer.from(Buffer.from(full('A').slice(0, 30_000)).toString('base64'))],
    ['gzip of much', gzipSync(Buffer.alloc(30_000_000))],
    ['gzip in gzip in gzip of much', gzipSync(gzipSync(gzipSync(Buffer.alloc(30_000_000))))],
    ['zlib of much', deflateSync(Buffer.alloc(30_000_000))],
    ['deflate of much', deflateRawSync(Buffer.alloc(30_000_000))],
    ['Brotli of much', brotliCompressSync(Buffer.alloc(10_000_000))],
    ['a window of Zstandard', Buffer.from(zstdFrame(0xf8, [8, 0, 0, 65]))],
    ['blocks of Zstandard', Buffer.from(zstdFrame(0x38, [0x02, 0, 0x10, 65]))],
    ['a size of Zstandard', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 255, 255, 255, 255, 1, 0, 0])],
    // What grows with the square of the length would take minutes, and the test's own time is shorter.
  ])('%s: it comes to an end', async (_, body) => {
    expect(await read(Buffer.from(body as string).subarray(0, 65_536))).toHaveProperty('ok')
  })
})
