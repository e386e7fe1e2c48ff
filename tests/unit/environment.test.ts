import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { decodeKey, isPublicAddress, isPublicHttps, readEnvironment } from '@/lib/env.js'
import { startProblems, startWarnings } from '@/lib/start-problems.js'

const secrets = { NEXTAUTH_SECRET: randomBytes(32).toString('base64url'), ENCRYPTION_KEY: randomBytes(32).toString('base64') }
const production = { NODE_ENV: 'production', PORTAL_URL: 'https://portal.example.com', ...secrets }
const problemsOf = (source: Record<string, string | undefined>) => startProblems(readEnvironment(source))

describe('an environment', () => {
  test('that says nothing has defaults', () => {
    expect(readEnvironment({})).toEqual({
      NODE_ENV: 'development',
      PORTAL_URL: 'http://localhost:3000',
      PORT: 3000,
      DATABASE_URL: 'file:./data/portal.db',
      DATABASE_POOL: 10,
      LEASE_SECONDS: 20,
      SIGN_UP: { kind: 'invite' },
      REQUIRE_MFA: 'off',
      SESSION_HOURS: 12,
      SESSION_IDLE_MINUTES: 60,
      SPOOL_DIR: resolve('data/spool'),
      TRUSTED_PROXIES: 0,
      PORTAL_NAME: 'Preauth Portal',
      DESIGN_PAGE: 'off',
      SSO_NAME: 'single sign-on',
      SSO_DOMAINS: [],
      SSO_CREATE: 'off',
      AUTH_MODE: 'all',
      LOG_LEVEL: 'info',
    })
  })

  test.each([
    ['file:/srv/portal/portal.db', '/srv/portal/spool'],
    ['file:///srv/portal/portal.db?connection_limit=1', '/srv/portal/spool'],
    ['file:./data/portal.db', resolve('data/spool')],
    ['postgresql://portal@db.internal/portal', resolve('data/spool')],
  ])('with the database %s keeps its spool in %s', (DATABASE_URL, spool) => {
    expect(readEnvironment({ DATABASE_URL }).SPOOL_DIR).toBe(spool)
    expect(readEnvironment({ DATABASE_URL, SPOOL_DIR: '/elsewhere' }).SPOOL_DIR).toBe('/elsewhere')
  })

  test('with blank values is one that says nothing', () => {
    expect(readEnvironment({ PORTAL_URL: '', PORT: ' ', SIGN_UP: '\t' })).toEqual(readEnvironment({}))
  })

  test.each([
    [{ PORT: '4000' }, 'http://localhost:4000', 4000],
    [{ PORTAL_URL: 'http://localhost:5000' }, 'http://localhost:5000', 5000],
    [{ PORTAL_URL: 'http://localhost' }, 'http://localhost', 80],
    [{ PORTAL_URL: 'https://portal.example.com' }, 'https://portal.example.com', 3000],
    [{ PORTAL_URL: 'https://PORTAL.example.com:443/', PORT: '8080' }, 'https://portal.example.com', 8080],
  ])('%j has one origin and one port', (source, url, port) => {
    expect(readEnvironment(source)).toMatchObject({ PORTAL_URL: url, PORT: port })
  })

  test.each([
    ['PORTAL_URL', 'canary.example.com'],
    ['PORTAL_URL', 'https://canary.example.com/path'],
    ['PORTAL_URL', 'ftp://canary.example.com'],
    ['PORTAL_URL', 'https://canary@portal.example.com'],
    ['PORT', 'canary'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['DATABASE_URL', 'mysql://canary'],
    ['DATABASE_URL', 'file:'],
    ['DATABASE_POOL', '0'],
    ['DATABASE_POOL', 'canary'],
    ['NEXTAUTH_SECRET', 'canary'],
    ['NEXTAUTH_SECRET', 'canary'.repeat(8)],
    ['ENCRYPTION_KEY', 'canary'],
    ['ENCRYPTION_KEY', 'canary1'.repeat(6)],
    ['ENCRYPTION_KEY', 'A'.repeat(43)],
    ['ENCRYPTION_KEY', '0'.repeat(64)],
    ['ENCRYPTION_KEY', Buffer.from('canary-canary-canary-canary-1234').toString('base64')],
    ['SIGN_UP', 'canary'],
    ['SMTP_URL', 'canary'],
    ['SMTP_URL', 'https://canary@mail.example.com'],
    ['SMTP_URL', 'smtp://:canary@mail.example.com'],
    ['SMTP_URL', 'smtp://user:canary%@mail.example.com'],
    ['SMTP_URL', 'smtp://user:canary@mail.example.com/path'],
    ['SMTP_URL', 'smtp://user:canary@mail.example.com?tls=no'],
    ['SMTP_URL', 'smtps://user:canary@mail.example.com?tls=off'],
    ['MAIL_FROM', 'canary'],
    ['MAIL_FROM', 'Canary <canary>'],
    ['MAIL_FROM', 'canary@example.com, other@example.com'],
    ['MAIL_FROM', 'Canary <canary@example.com>\r\nBcc: other@example.com'],
    ['SANDBOX_URL', 'canary'],
    ['TRUSTED_PROXIES', 'canary'],
    ['TRUSTED_PROXIES', '11'],
    ['LOG_LEVEL', 'canary'],
    ['NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', 'canary'],
    ['NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', randomBytes(33).toString('base64')],
    ['NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', randomBytes(32).toString('hex')],
    ['NEXT_DEPLOYMENT_ID', 'canary 1.0'],
    ['SSO_ISSUER', 'canary.example.com'],
    ['SSO_ISSUER', 'http://canary.example.com'],
    ['SSO_ISSUER', 'http://10.0.0.5'],
    ['SSO_ISSUER', 'https://canary.example.com/?tenant=x'],
    ['SSO_ISSUER', 'https://canary@login.example.com'],
    ['SSO_CLIENT_ID', 'canary\u200b'],
    ['SSO_CLIENT_SECRET', 'canary\u00a0canary'],
    ['SSO_NAME', 'canary'.repeat(8)],
    ['SSO_DOMAINS', 'canary'],
    ['SSO_DOMAINS', 'example.com, canary@example.com'],
    ['SSO_DOMAINS', 'example.com,,canary.com'],
    ['SSO_DOMAINS', '*.canary.com'],
    ['SSO_DOMAINS', '.canary.com'],
    ['SSO_DOMAINS', 'c\u0430nary.com'],
    ['SSO_CREATE', 'canary'],
    ['AUTH_MODE', 'canary'],
  ])('with a malformed %s (%s) is refused: the setting is named, its value is not', (name, value) => {
    const read = () => readEnvironment({ ...secrets, [name]: value })
    expect(read).toThrow(new RegExp(`\\b${name}\\b`))
    try {
      read()
    } catch (error) {
      const told = `${error} ${JSON.stringify(error, Object.getOwnPropertyNames(error))}`
      for (const secret of ['canary', secrets.ENCRYPTION_KEY, secrets.NEXTAUTH_SECRET]) expect(told).not.toContain(secret)
    }
  })

  test.each([
    ['example.com', ['example.com']],
    [' Example.COM ,example.org,example.com', ['example.com', 'example.org']],
    ['xn--bcher-kva.example', ['xn--bcher-kva.example']],
    ['*', ['*']],
  ])('trusts the mail domains %j', (SSO_DOMAINS, domains) => {
    expect(readEnvironment({ SSO_DOMAINS }).SSO_DOMAINS).toEqual(domains)
  })

  test.each(['https://login.example.com', 'https://login.example.com/', 'https://login.example.com/tenant/v2.0', 'http://127.0.0.1:4000'])(
    'keeps the issuer %s to the letter',
    (SSO_ISSUER) => {
      expect(readEnvironment({ SSO_ISSUER }).SSO_ISSUER).toBe(SSO_ISSUER)
    },
  )

  test('with several malformed settings names them all', () => {
    expect(() => readEnvironment({ PORT: 'x', SIGN_UP: 'x', LOG_LEVEL: 'x' })).toThrow(/PORT[^]*SIGN_UP[^]*LOG_LEVEL/)
  })
})

describe('what forbids serving', () => {
  test('is nothing, where all is well', () => {
    expect(problemsOf(production)).toEqual([])
    expect(problemsOf({ ...production, PORTAL_URL: 'http://localhost:3000', SANDBOX_URL: 'http://localhost:3001' })).toEqual([])
    expect(problemsOf({ ...production, PORTAL_URL: 'https://portal.test', SANDBOX_URL: 'http://10.0.0.5:3001/' })).toEqual([])
  })

  test.each(['NEXTAUTH_SECRET', 'ENCRYPTION_KEY'])('a missing %s, in development too', (name) => {
    for (const NODE_ENV of ['production', 'development']) {
      const problems = problemsOf({ ...production, NODE_ENV, [name]: undefined })
      expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name} is missing`))])
    }
  })

  test('a mail server without a sender, in development too', () => {
    const SMTP_URL = 'smtps://mail.example.com'
    for (const NODE_ENV of ['production', 'development'])
      expect(problemsOf({ ...production, NODE_ENV, SMTP_URL })).toEqual([expect.stringMatching(/^MAIL_FROM is missing/)])
    expect(problemsOf({ ...production, SMTP_URL, MAIL_FROM: 'portal@example.com' })).toEqual([])
    expect(problemsOf({ ...production, MAIL_FROM: 'portal@example.com' })).toEqual([])
  })

  test.each([
    ['smtp://mail.example.com?tls=off', 1],
    ['smtp://8.8.8.8:25?tls=off', 1],
    ['smtp://mail.example.com', 0],
    ['smtp://mail?tls=off', 0],
    ['smtp://10.0.0.5:25?tls=off', 0],
    ['smtp://[fd00::1]:25?tls=off', 0],
  ])('a mail server on the open network without encryption: %s', (SMTP_URL, count) => {
    const problems = problemsOf({ ...production, SMTP_URL, MAIL_FROM: 'portal@example.com' })
    expect(problems).toEqual(Array(count).fill(expect.stringMatching(/^SMTP_URL is a public address/)))
  })

  test.each(['http://portal.example.com', 'http://10.0.0.5', 'http://portal.test', 'http://localhost.example.com'])(
    'http at %s',
    (PORTAL_URL) => {
      expect(problemsOf({ ...production, PORTAL_URL })).toEqual([expect.stringMatching(/^PORTAL_URL must begin with https/)])
    },
  )

  test.each([
    'http://sandbox.example.com',
    'https://start.exactonline.nl',
    'http://8.8.8.8',
    'http://172.32.0.1',
    'http://[2a02:a44f::1]:3001',
    'http://10.example.com',
    'http://localhost.example.com',
  ])('a sandbox at the public address %s', (SANDBOX_URL) => {
    const problems = problemsOf({ ...production, PORTAL_URL: 'http://localhost:3000', SANDBOX_URL })
    expect(problems).toEqual([expect.stringMatching(/^SANDBOX_URL is a public address/)])
  })

  test.each(['https://portal.example.com', 'https://[2a02:a44f::1]'])(
    'a sandbox where the portal itself is public, at %s',
    (PORTAL_URL) => {
      const problems = problemsOf({ ...production, PORTAL_URL, SANDBOX_URL: 'http://localhost:3001' })
      expect(problems).toEqual([expect.stringMatching(/^SANDBOX_URL must not be set/)])
    },
  )
})

describe('single sign-on', () => {
  const whole = { SSO_ISSUER: 'https://login.example.com', SSO_CLIENT_ID: 'portal', SSO_CLIENT_SECRET: 'canary' }
  const warningsOf = (source: Record<string, string>) => startWarnings(readEnvironment({ ...production, TRUSTED_PROXIES: '1', ...source }))

  test('is whole, or there is none', () => {
    for (const NODE_ENV of ['production', 'development']) {
      expect(problemsOf({ ...production, NODE_ENV, ...whole })).toEqual([])
      for (const name of Object.keys(whole)) {
        const problems = problemsOf({ ...production, NODE_ENV, ...whole, [name]: undefined })
        expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name} is missing`))])
      }
    }
    const alone = problemsOf({ ...production, SSO_CLIENT_SECRET: 'canary' })
    expect(alone.map((problem) => problem.split(' ')[0])).toEqual(['SSO_ISSUER', 'SSO_CLIENT_ID'])
    expect(alone.join()).not.toContain('canary')
  })

  test('is needed where it is the only way in', () => {
    expect(problemsOf({ ...production, AUTH_MODE: 'sso' })).toEqual([expect.stringMatching(/^AUTH_MODE is sso, which needs SSO_ISSUER/)])
    expect(problemsOf({ ...production, ...whole, AUTH_MODE: 'sso' })).toEqual([])
    expect(problemsOf({ ...production, ...whole, SSO_CLIENT_ID: '', AUTH_MODE: 'sso' })).toHaveLength(1)
  })

  test('without a trusted domain is warned of where it lets nobody in', () => {
    expect(warningsOf(whole)).toEqual([])
    expect(warningsOf({ ...whole, AUTH_MODE: 'sso', SSO_CREATE: 'on', SSO_DOMAINS: 'example.com' })).toEqual([])
    expect(warningsOf({ AUTH_MODE: 'sso', SSO_CREATE: 'on' })).toEqual([])
    expect(warningsOf({ ...whole, SSO_CREATE: 'on' })).toEqual([expect.stringMatching(/^SSO_CREATE is on/)])
    expect(warningsOf({ ...whole, AUTH_MODE: 'sso' })).toEqual([expect.stringMatching(/^AUTH_MODE is sso/)])
    expect(startWarnings(readEnvironment(production))).toEqual([expect.stringMatching(/^TRUSTED_PROXIES is 0/)])
  })
})

describe('an address', () => {
  test.each([
    'http://localhost',
    'http://portal',
    'http://a.localhost',
    'http://a.local',
    'http://a.internal',
    'http://a.test',
    'http://nas.lan',
    'http://127.0.0.1',
    'http://127.9.9.9',
    'http://10.1.2.3',
    'http://192.168.1.1',
    'http://172.16.0.1',
    'http://172.31.255.255',
    'http://169.254.1.1',
    'http://[::1]',
    'http://[fd00::1]',
    'http://[fe80::1]',
    'http://2130706433',
    'http://0x7f.1',
  ])('%s is private', (address) => {
    expect(isPublicAddress(new URL(address))).toBe(false)
  })

  test.each([
    'http://portal.example.com',
    'http://8.8.8.8',
    'http://172.15.0.1',
    'http://172.32.0.1',
    'http://192.169.0.1',
    'http://11.0.0.1',
    'http://10.example.com',
    'http://a.test.example.com',
    'http://localhost.example.com',
    'http://[2a02:a44f::1]',
    'http://[2001:4860:4860::8888]',
    'http://fd00.example.com',
  ])('%s is public', (address) => {
    expect(isPublicAddress(new URL(address))).toBe(true)
  })

  test('that Exact Online would take is public and https', () => {
    expect(
      ['https://portal.example.com', 'http://portal.example.com', 'https://localhost:3000', 'https://10.0.0.5'].map(isPublicHttps),
    ).toEqual([true, false, false, false])
  })
})

test('a key is 32 bytes in base64, base64url or hexadecimal digits', () => {
  const bytes = randomBytes(32)
  for (const encoding of ['base64', 'base64url', 'hex'] as const) expect(decodeKey(bytes.toString(encoding))).toEqual(bytes)
  for (const text of ['', 'x', bytes.toString('base64').slice(1), ` ${bytes.toString('base64')}`, bytes.toString('hex').slice(2)])
    expect(decodeKey(text)).toBeNull()
})
