import { describe, expect, test } from 'vitest'
import { readEnvironment } from '@/lib/env.js'

/** What is told of a setting that is refused; null where it is taken. */
function told(name: string, value: string): string | null {
  try {
    readEnvironment({ [name]: value })
    return null
  } catch (error) {
    return (error as Error).message.split('\n').find((line) => line.includes(name)) ?? `not named: ${error}`
  }
}

const addresses: [setting: string, before: string, behind: string][] = [
  ['SMTP_URL', 'smtps://mila:', '@mail.example.com:465'],
  ['SMTP_URL', 'smtp://mila:', '@mail.example.com?tls=off'],
  ['DATABASE_URL', 'postgresql://mila:', '@db.example.com:5432/portal'],
  ['DATABASE_URL', 'postgres://mila:', '@db.example.com/portal?sslmode=require'],
  ['HTTPS_PROXY', 'http://mila:', '@proxy.example.com:3128'],
  ['HTTP_PROXY', 'https://mila:', '@proxy.example.com'],
  ['SMTP_PROXY', 'http://mila:', '@10.0.0.5:3128'],
]

describe.each(addresses)('%s as %s…%s', (setting, before, behind) => {
  test.each([
    ['ca/nary', '%2F for /'],
    ['12/canary', '%2F for /'],
    ['ca#nary', '%23 for #'],
    ['12#canary', '%23 for #'],
    ['ca?nary', '%3F for ?'],
    ['12?canary', '%3F for ?'],
    ['ca%nary', '%25 for %'],
    ['canary%', '%25 for %'],
    ['c@n/ary', '%40 for @, %2F for /'],
    ['c:n#ary@', '%3A for :, %23 for #, %40 for @'],
    ['canary%E9', 'in UTF-8'],
  ])('with the password %s: says how it is written, and nothing of it', (password, how) => {
    const problem = told(setting, before + password + behind)
    expect(problem).toContain(`${setting} holds special characters in its password that must be percent-encoded there`)
    expect(problem).toContain(how)
    expect(problem).not.toMatch(/canary|nary|example\.com|10\.0/)
  })

  test.each(['plain', 'p%40ss%2F1%25', 'p@ss', 'p:ss', '%C3%A9', "!$&'()*+,;=~._-"])('takes the password %s', (password) => {
    expect(told(setting, before + password + behind)).toBeNull()
  })

  test('with a user that is written raw', () => {
    expect(told(setting, before.replace('mila', 'office/mila') + `plain${behind}`)).toContain('in its user')
  })
})

test.each([
  ['SMTP_URL', 'mail.example.com:465', 'must begin with smtps:// or smtp://'],
  ['SMTP_URL', 'smtp://mail.example.com/inbox', 'must end behind host and port'],
  ['SMTP_URL', 'smtp://mail.example.com?tls=no', '?tls=off is the only option'],
  ['SMTP_URL', 'smtps://mail.example.com?tls=off', 'must be smtp:// with ?tls=off'],
  ['SMTP_URL', 'smtp://:secret@mail.example.com', 'must name the user'],
  ['SMTP_URL', '"smtps://mail.example.com"', 'quotation marks: leave them out'],
  ['MAIL_FROM', 'Portal', 'as Preauth Portal <portal@example.com>'],
  ['PORTAL_URL', 'portal.example.com', 'with https:// or http:// in front, as https://portal.example.com'],
  ['PORTAL_URL', 'localhost:3000', 'with https:// or http:// in front'],
  ['PORTAL_URL', 'https://portal.example.com/portal', 'without a path, as https://portal.example.com'],
  ['PORTAL_URL', 'https://portal.example.com?a=b', 'without ? and #'],
  ['PORTAL_URL', 'https://mila@portal.example.com', 'without user and password'],
  ['PORTAL_URL', "'https://portal.example.com'", 'quotation marks: leave them out'],
  ['SANDBOX_URL', 'localhost:3001', 'with https:// or http:// in front'],
  ['SSO_ISSUER', 'login.example.com', 'with https:// or http:// in front'],
  ['SSO_ISSUER', 'http://login.example.com', 'must begin with https:// anywhere but on localhost'],
  ['SSO_ISSUER', 'https://login.example.com/.well-known/openid-configuration', 'must be the issuer itself, without /.well-known'],
  ['DATABASE_URL', 'data/portal.db', 'as file:./data/portal.db or postgresql://'],
  ['DATABASE_URL', 'sqlite:portal.db', 'must begin with file: or postgresql://'],
  ['HTTPS_PROXY', 'socks5://proxy.example.com:1080', 'does not speak SOCKS'],
  ['HTTPS_PROXY', 'http://proxy.example.com:3128/path', 'as http://proxy.example.com:3128'],
  ['HTTPS_PROXY', 'proxy example', 'as http://proxy.example.com:3128'],
  ['NO_PROXY', 'http://intranet', 'without scheme and path'],
  ['NO_PROXY', '10.*', '10.0.0.0/8'],
  ['NO_PROXY', '10.0.0.0/33', '10.0.0.0/8'],
  ['NO_PROXY', 'a.example.com, 192.168.', '10.0.0.0/8'],
  ['PORT', 'http', 'must be a whole number from 0 to 65535'],
  ['PORT', '3000.5', 'must be a whole number from 0 to 65535'],
  ['DATABASE_POOL', '0', 'must be a whole number from 1 to 200'],
  ['LEASE_SECONDS', '20s', 'must be a number from 1 to 300'],
  ['SESSION_HOURS', '1000', 'must be a number from 0.1 to 720'],
  ['SESSION_IDLE_MINUTES', 'never', 'must be a number from 1 to 10080'],
  ['TRUSTED_PROXIES', 'yes', 'must be a whole number from 0 to 10'],
  ['REQUIRE_MFA', 'true', 'must be on or off'],
  ['DESIGN_PAGE', '1', 'must be on or off'],
  ['SSO_CREATE', 'yes', 'must be on or off'],
  ['AUTH_MODE', 'SSO', 'must be all or sso'],
  ['LOG_LEVEL', 'verbose', 'must be fatal, error, warn, info, debug or silent'],
])('%s=%s: %s', (name, value, how) => {
  expect(told(name, value)).toContain(how)
})

test('every setting that is refused says so in a sentence of ours', () => {
  const odd = '\u0001'
  for (const name of ['PORT', 'DATABASE_POOL', 'LEASE_SECONDS', 'SIGN_UP', 'REQUIRE_MFA', 'LOG_LEVEL', 'AUTH_MODE', 'NEXT_DEPLOYMENT_ID'])
    expect(told(name, `x${odd}`)).toMatch(/must be /)
})

describe('the way out', () => {
  test('is read in small letters, too, and told where both say different things', () => {
    expect(readEnvironment({ https_proxy: 'http://proxy:3128', no_proxy: 'a.test' })).toMatchObject({
      HTTPS_PROXY: 'http://proxy:3128',
      NO_PROXY: 'a.test',
    })
    expect(readEnvironment({ HTTPS_PROXY: 'http://proxy:3128', https_proxy: 'http://proxy:3128' }).HTTPS_PROXY).toBe('http://proxy:3128')
    expect(() => readEnvironment({ HTTPS_PROXY: 'http://canary:1', https_proxy: 'http://canary:2' })).toThrow(
      /^(?![^]*canary)[^]*HTTPS_PROXY and https_proxy say different things: keep one of them/,
    )
  })

  test.each([
    '',
    '*',
    'a.example.com',
    '.example.com,*.example.org other.test',
    '10.0.0.0/8, fd00::/8, [::1]:8080, 192.168.1.1:80, ::1',
    'intranet:8080',
    'bücher.example',
  ])('has the exemptions %j', (NO_PROXY) => expect(told('NO_PROXY', NO_PROXY)).toBeNull())
})
