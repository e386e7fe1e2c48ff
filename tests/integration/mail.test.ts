// The portal's mail on its way: a real SMTP server takes it, refuses it, or is away.
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { ParsedMail } from 'mailparser'
import type { Addressee, Mail } from '@/lib/mail/mail'
import { freePort } from '../support/free-port'
import { startHttpProxy } from '../support/http-proxy'
import { startMailServer } from '../support/mail-server'
import { projectRoot, runProgram } from '../support/programs'

const portalUrl = 'http://localhost:3000'
const to = (email: string, locale: Addressee['locale'] = 'en'): Addressee => ({ email, locale, timeZone: 'Europe/Amsterdam' })
const link = `${portalUrl}/reset?token=abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz&a=%C3%A9`
const reset: Mail = { kind: 'reset', link, expiresAt: new Date('2026-11-25T14:02:10Z') }
const atOnce = () => Promise.resolve()

async function startServer(options?: Parameters<typeof startMailServer>[0]) {
  const server = await startMailServer(options)
  onTestFinished(() => server.close())
  return server
}

/** The portal's mail with the given settings, from scratch: the environment is read when it is loaded. */
async function loadMail(SMTP_URL: string, MAIL_FROM = 'Preauth Portal, Zoë <portal@kantoor.example>') {
  vi.stubEnv('SMTP_URL', SMTP_URL)
  vi.stubEnv('MAIL_FROM', MAIL_FROM)
  vi.stubEnv('PORTAL_URL', portalUrl)
  vi.stubEnv('LOG_LEVEL', 'silent')
  vi.resetModules()
  const [{ sendMail, checkMail, isMailOn }, { mailsSettled }, { log }] = await Promise.all([
    import('@/lib/mail/send-mail'),
    import('@/lib/mail/pending-mails.mjs'),
    import('@/lib/log.mjs'),
  ])
  const told: [event: string, fields: Record<string, unknown>][] = []
  for (const level of ['info', 'warn', 'error'] as const)
    vi.spyOn(log, level).mockImplementation((event, fields = {}) => void told.push([event, fields]))
  return { sendMail, checkMail, isMailOn, mailsSettled, told }
}

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

const headerOf = (mail: ParsedMail, name: string) => mail.headers.get(name)

describe('a mail', () => {
  test('arrives with both parts, whole', async () => {
    const server = await startServer()
    const { sendMail, mailsSettled, told } = await loadMail(server.url)
    expect(sendMail(to('mila@kantoor.example', 'fr'), reset, atOnce)).toBeUndefined()
    const mail = await server.next('mila@kantoor.example')
    await mailsSettled()
    expect(mail.subject).toBe('Définissez un nouveau mot de passe pour Preauth Portal')
    expect(mail.from?.value).toEqual([{ name: 'Preauth Portal, Zoë', address: 'portal@kantoor.example' }])
    expect(mail.to).toMatchObject({ value: [{ name: '', address: 'mila@kantoor.example' }] })
    expect(mail.text).toContain(`\n${link}\n`)
    expect(mail.text).toContain('jusqu’au 25 novembre 2026 à 15:02.')
    expect(mail.html).toContain(`href="${link.replaceAll('&', '&amp;')}"`)
    expect(mail.html).toContain('<html lang="fr">')
    expect(mail.attachments).toEqual([])
    expect(headerOf(mail, 'auto-submitted')).toBe('auto-generated')
    expect(headerOf(mail, 'content-type')).toMatchObject({ value: 'multipart/alternative' })
    expect(mail.headers.has('x-mailer')).toBe(false)
    expect(told).toEqual([['mail sent', { kind: 'reset' }]])
  })

  test('has the headers that it should have, whatever is in its values', async () => {
    const server = await startServer()
    const { sendMail } = await loadMail(server.url)
    const hostile = 'x\r\nBcc: everybody@example.com\r\nSubject: other\r\n\r\n<b>hello</b>'
    sendMail(to('a@kantoor.example'), { kind: 'invitation', invitedBy: hostile, link, expiresAt: new Date(0) }, atOnce)
    sendMail(to('a@kantoor.example'), { kind: 'new-device', at: new Date(0), device: hostile, place: hostile }, atOnce)
    for (const mail of [await server.next('a@kantoor.example'), await server.next('a@kantoor.example')]) {
      const names = mail.headerLines.map(({ key }) => key).sort()
      expect(names).toEqual(['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'])
      expect(mail.text).toContain('x\\u000d\\u000aBcc: everybody@example.com')
    }
    expect(server.mails).toHaveLength(2)
  })

  test.each(['a@kantoor.example\r\nRCPT TO:<b@kantoor.example>', 'a@kantoor.example, b@kantoor.example', 'nobody', ''])(
    'to %j goes nowhere',
    async (email) => {
      const server = await startServer()
      const { sendMail, mailsSettled, told } = await loadMail(server.url)
      sendMail(to(email), reset, atOnce)
      await mailsSettled()
      expect(server.mails).toEqual([])
      expect(told).toEqual([['mail not sent', { kind: 'reset', error: expect.any(Error) }]])
    },
  )
})

describe('a server that wants to know who hands in mails', () => {
  const account = { user: 'portal@kantoor.example', password: 'p/a:s%s wörd' }

  test('is told', async () => {
    const server = await startServer({ account })
    const { sendMail, checkMail } = await loadMail(server.url)
    expect(await checkMail()).toBe('ok')
    sendMail(to('mila@kantoor.example'), { kind: 'deleted' }, atOnce)
    expect((await server.next('mila@kantoor.example')).subject).toBe('Your account at Preauth Portal is deleted')
  })

  test('and does not take the password is not asked again', async () => {
    const server = await startServer({ account })
    const { sendMail, checkMail, mailsSettled, told } = await loadMail(server.url.replace(':p', ':q'))
    expect(await checkMail()).toBe('unreachable')
    sendMail(to('mila@kantoor.example'), { kind: 'deleted' }, atOnce)
    await mailsSettled()
    expect(told.map(([event, { error }]) => [event, (error as { code: string }).code])).toEqual([
      ['mail server unreachable', 'EAUTH'],
      ['mail not sent', 'EAUTH'],
    ])
    expect(server.mails).toEqual([])
  })
})

describe('a recipient', () => {
  test('that is refused is not tried again, and others get theirs', async () => {
    const server = await startServer({ refuse: (address) => (address.startsWith('gone@') ? 550 : null) })
    const { sendMail, mailsSettled, told } = await loadMail(server.url)
    sendMail(to('gone@kantoor.example'), { kind: 'account-disabled' }, atOnce)
    sendMail(to('mila@kantoor.example'), { kind: 'account-disabled' }, atOnce)
    await server.next('mila@kantoor.example')
    await mailsSettled()
    expect(told.map(([event]) => event).sort()).toEqual(['mail not sent', 'mail sent'])
    expect(server.mails).toHaveLength(1)
  })

  test('that is refused for now is tried twice more', async () => {
    let tries = 0
    const server = await startServer({ refuse: () => (++tries < 3 ? 451 : null) })
    const { sendMail, mailsSettled, told } = await loadMail(server.url)
    sendMail(to('mila@kantoor.example'), reset, atOnce)
    await server.next('mila@kantoor.example')
    await mailsSettled()
    expect(told.map(([event, { count }]) => [event, count])).toEqual([
      ['mail delayed', 1],
      ['mail delayed', 2],
      ['mail sent', undefined],
    ])
    expect(server.mails).toHaveLength(1)
  })
})

describe('a server that is away', () => {
  test('and comes back gets the mail, after a pause that grows', async () => {
    const port = await freePort()
    const { sendMail, checkMail, mailsSettled, told } = await loadMail(`smtp://127.0.0.1:${port}`)
    expect(await checkMail()).toBe('unreachable')
    const pauses: number[] = []
    const back = new Promise<Awaited<ReturnType<typeof startServer>>>((resolve, reject) => {
      const wait = async (ms: number) => {
        pauses.push(ms)
        if (pauses.length === 3) await startServer({ port }).then(resolve, reject)
      }
      sendMail(to('mila@kantoor.example'), reset, wait)
    })
    expect((await (await back).next('mila@kantoor.example')).text).toContain(link)
    await mailsSettled()
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(told.map(([event]) => event)).toEqual(['mail server unreachable', 'mail delayed', 'mail delayed', 'mail sent'])
    expect(await checkMail()).toBe('ok')
  })

  test('for good is given up, and told in the log alone', async () => {
    const { sendMail, mailsSettled, told } = await loadMail(`smtp://127.0.0.1:${await freePort()}`)
    expect(sendMail(to('mila@kantoor.example'), reset, atOnce)).toBeUndefined()
    await mailsSettled()
    expect(told.map(([event]) => event)).toEqual(['mail delayed', 'mail delayed', 'mail not sent'])
  })
})

describe('a proxy on the way to the mail server', () => {
  const account = { user: 'portal@office', password: 'p@ss/w:rd%' }

  test('is gone through by SMTP_PROXY, and not by HTTPS_PROXY', async () => {
    const server = await startServer()
    const proxy = await startHttpProxy({ account, hosts: { 'mail.test': server.port } })
    onTestFinished(() => proxy.close())
    vi.stubEnv('SMTP_PROXY', proxy.url)
    const { sendMail, checkMail } = await loadMail('smtp://mail.test:2525?tls=off')
    expect(await checkMail()).toBe('ok')
    sendMail(to('mila@kantoor.example'), reset, atOnce)
    expect((await server.next('mila@kantoor.example')).text).toContain(link)
    expect(proxy.passed).toEqual(['CONNECT mail.test:2525', 'CONNECT mail.test:2525'])
    vi.stubEnv('SMTP_PROXY', '')
    vi.stubEnv('HTTPS_PROXY', proxy.url)
    const direct = await loadMail(server.url)
    expect(await direct.checkMail()).toBe('ok')
    expect(proxy.passed).toHaveLength(2)
  })

  test('that refuses is told in the log, without its password', async () => {
    const proxy = await startHttpProxy({ account })
    onTestFinished(() => proxy.close())
    vi.stubEnv('SMTP_PROXY', proxy.url.replace('p%40ss', 'canary'))
    const { checkMail, told } = await loadMail('smtps://mail.test')
    expect(await checkMail()).toBe('unreachable')
    expect(told).toEqual([['mail server unreachable', { error: expect.objectContaining({ code: 'EPROXY' }) }]])
    expect(String(told[0]?.[1].error)).not.toMatch(/canary/)
  })
})

test('a certificate that nobody signed is not trusted', async () => {
  const server = await startServer({ implicitTls: true })
  const { sendMail, checkMail, mailsSettled, told } = await loadMail(server.url)
  expect(await checkMail()).toBe('unreachable')
  sendMail(to('mila@kantoor.example'), reset, atOnce)
  await mailsSettled()
  expect(told.at(-1)).toEqual([
    'mail not sent',
    { kind: 'reset', error: expect.objectContaining({ code: expect.stringMatching(/^E(SOCKET|TLS)$/) }) },
  ])
  expect(server.mails).toEqual([])
})

test('whoever asks for a mail goes on before anything of it is done', async () => {
  const server = await startServer()
  const { sendMail } = await loadMail(server.url)
  let isWaiting = false
  let goOn = () => {}
  sendMail(to('mila@kantoor.example'), reset, () => {
    isWaiting = true
    return new Promise<void>((resolve) => (goOn = resolve))
  })
  expect(isWaiting).toBe(true)
  goOn()
  await server.next('mila@kantoor.example')
})

describe('the end of a program', () => {
  /** A program that sends, as the operator's commands do. */
  const send = (code: string, env: Record<string, string>) => {
    const program = `
      const [{ sendMail, checkMail, isMailOn }, { mailsSettled }] = await Promise.all([
        import('${projectRoot}lib/mail/send-mail.ts'), import('${projectRoot}lib/mail/pending-mails.mjs')])
      const link = ${JSON.stringify(link)}
      ${code}`
    return runProgram(['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', program], { env })
  }

  test('waits for a mail where it is asked to, and the log holds neither address nor content', async () => {
    const server = await startServer()
    const code = `sendMail({ email: 'mila@kantoor.example', locale: 'de', timeZone: null }, { kind: 'reset', link, expiresAt: new Date(0) })
      await mailsSettled()`
    const ran = await send(code, { SMTP_URL: server.url, MAIL_FROM: 'portal@kantoor.example', PORTAL_URL: portalUrl })
    expect(ran.code).toBe(0)
    expect(JSON.parse(ran.output)).toEqual({ level: 'info', time: expect.any(String), kind: 'reset', msg: 'mail sent' })
    expect((await server.next('mila@kantoor.example')).subject).toContain('neues Passwort')
  })

  test('without a mail server, shows the operator what to hand on, each value on its line, and no notice', async () => {
    const code = `
      sendMail({ email: 'mila@kantoor.example', locale: 'nl', timeZone: null }, { kind: 'reset', link, expiresAt: new Date(0) })
      await mailsSettled()
      sendMail({ email: 'mila@kantoor.example', locale: 'en', timeZone: null }, { kind: 'deleted' })
      await mailsSettled()
      process.stdout.write([isMailOn(), await checkMail()].join(' '))`
    const { output } = await send(code, { PORTAL_URL: portalUrl, PORTAL_NAME: 'A\u001b[31m B' })
    expect(output).toBe(
      [
        'mail (not sent: no SMTP_URL)',
        '  to: mila@kantoor.example',
        '  subject: Stel een nieuw wachtwoord in voor A\\u001b[31m B',
        `  link: ${link}`,
        'false off',
      ].join('\n'),
    )
  })
})
