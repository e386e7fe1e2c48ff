import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { findSecrets } from '@/tests/e2e/support/leak-search'

const secrets = { token: 'stampNL001.AbCd!IAAAA+a/b=&"canary' }
const { token } = secrets

test.each<[string, string | Buffer]>([
  ['as it is', `x${token}y`],
  ['in UTF-16', Buffer.from(token, 'utf16le')],
  ['in an address', `?code=${encodeURIComponent(token)}`],
  ['in an address, twice', encodeURIComponent(encodeURIComponent(token))],
  ['in JSON', JSON.stringify({ token })],
  ['in HTML', token.replaceAll('&', '&amp;')],
  ['in hexadecimal digits', `0${Buffer.from(token).toString('hex').toUpperCase()}`],
  ...['', 'a', 'ab', 'abc'].flatMap((before): [string, string][] => [
    [`in base64 after ${before.length} bytes`, Buffer.from(`${before}${token}tail`).toString('base64')],
    [`in base64url after ${before.length} bytes`, Buffer.from(`${before}${token}`).toString('base64url')],
  ]),
  ['in gzip', gzipSync(token)],
  ['in gzip within other bytes', Buffer.concat([Buffer.from('head'), gzipSync(token), Buffer.from('tail')])],
  ['in deflate', deflateSync(token)],
  ['in brotli', brotliCompressSync(token)],
])('a secret %s is found', (_, content) => {
  expect(findSecrets(content, secrets)).toEqual(['token'])
})

test('what is no secret is none', () => {
  expect(findSecrets(Buffer.from('stampNL001.AbCd!IAAAA and nothing more'), secrets)).toEqual([])
})
