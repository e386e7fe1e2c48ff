import { describe, expect, test } from 'vitest'
import { isMailAddress, readSender, readSmtpUrl } from '@/lib/mail-settings.mjs'
import { smtpOptions } from '@/lib/mail/transport'

const optionsOf = (url: string) => {
  const server = readSmtpUrl(url)
  return server && smtpOptions(server)
}

describe('a mail server', () => {
  test.each([
    ['smtps://mail.example.com', { host: 'mail.example.com', port: 465, secure: true, requireTLS: false, ignoreTLS: false }],
    ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, secure: false, requireTLS: true, ignoreTLS: false }],
    ['smtp://MAIL.Example.com:2525/', { host: 'mail.example.com', port: 2525, requireTLS: true }],
    ['smtp://[2001:db8::1]:25', { host: '2001:db8::1', port: 25, requireTLS: true }],
    ['smtp://post:1025?tls=off', { host: 'post', port: 1025, requireTLS: false, ignoreTLS: true }],
  ])('%s is asked encrypted, unless its operator says otherwise', (url, expected) => {
    expect(optionsOf(url)).toMatchObject(expected)
  })

  test.each(['smtp://localhost', 'smtp://127.0.0.1:1025', 'smtp://[::1]:25'])('%s, of this machine, needs no certificate', (url) => {
    expect(optionsOf(url)).toMatchObject({ secure: false, requireTLS: false, ignoreTLS: true })
  })

  test.each(['smtps://localhost', 'smtp://127.0.0.1.example.com', 'smtp://localhost.example.com', 'smtp://10.0.0.5'])(
    '%s does: what it has is checked',
    (url) => {
      const options = optionsOf(url)
      expect(options?.secure || options?.requireTLS).toBe(true)
      expect(options).not.toHaveProperty('tls')
    },
  )

  test('is told user and password as they are', () => {
    expect(optionsOf('smtps://mila%40kantoor.example:p%2Fa%3As%25s@mail.example.com')).toMatchObject({
      auth: { user: 'mila@kantoor.example', pass: 'p/a:s%s' },
    })
    expect(optionsOf('smtps://mail.example.com')).not.toHaveProperty('auth')
  })

  test.each([
    'mail.example.com',
    'smtp:mail.example.com',
    'smtp://',
    'http://mail.example.com',
    'smtp://mail.example.com:99999',
    'smtp://mail.example.com?tls.rejectUnauthorized=false',
    'smtp://mail.example.com?tls=off&logger=true',
    'smtp://exa%20mple.com',
    'smtp://1.2.3.4.5',
    'smtp://mail.example.com#x',
  ])('is not %s', (url) => {
    expect(readSmtpUrl(url)).toBeNull()
  })
})

describe('a sender', () => {
  test.each([
    ['portal@example.com', { name: '', address: 'portal@example.com' }],
    [' portal@example.com ', { name: '', address: 'portal@example.com' }],
    ['Preauth Portal <portal@example.com>', { name: 'Preauth Portal', address: 'portal@example.com' }],
    ['"Müller, Söhne & Co." <portal@example.com>', { name: 'Müller, Söhne & Co.', address: 'portal@example.com' }],
    ['<portal@localhost>', { name: '', address: 'portal@localhost' }],
  ])('%s is read', (text, sender) => {
    expect(readSender(text)).toEqual(sender)
  })

  test.each([
    '',
    'Portal',
    'Portal <>',
    'a@example.com, b@example.com',
    'P\r\nBcc: b@example.com <a@example.com>',
    'P <a@example.com> x',
    '<<a@b>>',
  ])('%j is none', (text) => {
    expect(readSender(text)).toBeNull()
  })
})

test.each([
  '',
  'mila',
  '@example.com',
  'mila@',
  'mila@@example.com',
  'mila@example.com,x@example.com',
  'mila@example.com\r\nRCPT TO:<x@example.com>',
  'mila smit@example.com',
  '"mila@evil.example"@example.com',
  '<mila@example.com>',
  'group:mila@example.com;',
  `${'m'.repeat(65)}@example.com`,
  `mila@${'e'.repeat(254)}`,
])('%j is no address for a mail', (text) => {
  expect(isMailAddress(text)).toBe(false)
})

test.each(['mila@kantoor.example', "o'neil+portal@example.co.uk", 'mila@localhost', 'jõgeva@jõgeva.ee'])('%j is one', (text) => {
  expect(isMailAddress(text)).toBe(true)
})
