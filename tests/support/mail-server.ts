// A mail server as the portal meets one: SMTP on a free port of this machine, which keeps what it is given.
import { EventEmitter, once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type MailServer = {
  /** For SMTP_URL. */
  url: string
  port: number
  /** All that came, in the order of their coming. */
  mails: ParsedMail[]
  /** The oldest mail to this address that was not given out before; waits for it. Rejects when the server closes. */
  next(toAddress: string): Promise<ParsedMail>
  close(): Promise<void>
}

type Options = {
  /** Of a server that was away. */
  port?: number
  /** Who may hand in mails; everybody, where it is left out. */
  account?: { user: string; password: string }
  /** An SMTP reply code of 4xx or 5xx for a recipient; null takes the mail. */
  refuse?: (toAddress: string) => number | null
  /** From the first byte, with a certificate that nobody signed. */
  implicitTls?: boolean
}

const refusal = (responseCode: number) => Object.assign(new Error('Not taken'), { responseCode })

function serverOptions({ account, refuse, implicitTls = false }: Options): SMTPServerOptions {
  return {
    secure: implicitTls,
    disabledCommands: account ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 0,
    onAuth: ({ username, password }, _session, answer) =>
      username === account?.user && password === account?.password ? answer(null, { user: username }) : answer(refusal(535)),
    onRcptTo({ address }, _session, answer) {
      const code = refuse?.(address.toLowerCase()) ?? null
      answer(code === null ? null : refusal(code))
    },
  }
}

/** For Vitest and Playwright alike. */
export async function startMailServer(options: Options = {}): Promise<MailServer> {
  const kept: { mail: ParsedMail; to: string[]; isGiven: boolean }[] = []
  const mails: ParsedMail[] = []
  const news = new EventEmitter().setMaxListeners(100)
  const server = new SMTPServer({
    ...serverOptions(options),
    onData(stream, { envelope }, answer) {
      simpleParser(stream).then((mail) => {
        kept.push({ mail, to: envelope.rcptTo.map(({ address }) => address.toLowerCase()), isGiven: false })
        mails.push(mail)
        answer()
        news.emit('mail')
      }, answer)
    },
  })
  // A client that hangs up in the midst, as one that does not like the certificate, is no fault of the server.
  server.on('error', () => {})
  const listening = server.listen(options.port ?? 0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  const [user, password] = [options.account?.user ?? '', options.account?.password ?? ''].map(encodeURIComponent)

  return {
    url: `smtp${options.implicitTls ? 's' : ''}://${options.account ? `${user}:${password}@` : ''}127.0.0.1:${port}`,
    port,
    mails,
    async next(toAddress) {
      for (;;) {
        const found = kept.find(({ to, isGiven }) => !isGiven && to.includes(toAddress.toLowerCase()))
        if (found) {
          found.isGiven = true
          return found.mail
        }
        await once(news, 'mail')
      }
    },
    async close() {
      await new Promise<void>((resolve) => server.close(resolve))
      if (news.listenerCount('mail') > 0) news.emit('error', new Error('The mail server was closed'))
    },
  }
}
