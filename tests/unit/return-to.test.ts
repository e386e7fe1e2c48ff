import { expect, test } from 'vitest'
import { readReturnTo } from '@/app/request-origin'

test.each(['/settings', '/settings?q=a%20b&cursor=1.x', '/apps/3c5e7a90-1b2d-4f68-a0c4-d8e6f2b49999', '/preauthenticate/x/go', '/account'])(
  '%s is a path of the portal',
  (path) => {
    expect(readReturnTo(path)).toBe(path)
  },
)

test.each([
  '',
  '/',
  'settings',
  '//evil.test',
  '///evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  'https://evil.test',
  'https:/evil.test',
  'javascript:alert(1)',
  'data:text/html,x',
  '/.//evil.test',
  '/..//evil.test',
  '/x/..//evil.test',
  '/x/../..//evil.test',
  '/%2e//evil.test',
  '/%2E%2e//evil.test',
  '/././/evil.test',
  '/settings/..//evil.test/x',
  '/\t/evil.test',
  '/\n/evil.test',
  '/settings\r\nSet-Cookie: a=b',
  ' /settings',
  '/@evil.test:x',
  '/settings#x',
  '/settings"><x',
  '/a b',
  '/ü',
  '/login',
  '/login?returnTo=/login',
  '/sign-up',
  '/api/auth/signout',
  '/callback/exact-online?code=x',
  '/x/../login',
  '/%6cogin/../login',
])('%j leads to the first page', (text) => {
  expect(readReturnTo(text)).toBe('/preauthenticate')
})

test('whatever is read stays on the portal', () => {
  const pieces = ['/', '//', '.', '..', '%2e', '%2f', '%5c', 'evil.test', '@', ':', '?', '&', '=', '~']
  let seed = 7
  const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648)
  for (let round = 0; round < 20_000; round++) {
    const text = `/${Array.from({ length: 1 + (next() % 7) }, () => pieces[next() % pieces.length]).join('')}`
    const target = readReturnTo(text)
    expect(new URL(target, 'https://portal.example.com').origin, text).toBe('https://portal.example.com')
  }
})
