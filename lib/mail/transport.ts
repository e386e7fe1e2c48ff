import 'server-only'
import { env, isLoopback } from '../env.js'
import { readSender, readSmtpUrl, type SmtpServer } from '../mail-settings.mjs'
import { readProxyUrl } from '../proxy-settings.js'
import type { BuiltMail } from './build-mail'

const ownHost = new URL(env.PORTAL_URL).hostname

/**
 * Encrypted, with a certificate that is checked: smtps from the first byte, smtp by STARTTLS (RFC 3207), without which nothing is sent. Left out where
 * the operator says so, and on this very machine, whose mail server has no certificate that anybody signed.
 */
export function smtpOptions({ at, port, implicitTls, plain, account }: SmtpServer) {
  const isPlain = plain || (isLoopback(at) && !implicitTls)
  return {
    host: at.hostname.replace(/^\[|\]$/g, ''),
    port,
    secure: implicitTls,
    requireTLS: !implicitTls && !isPlain,
    ignoreTLS: isPlain,
    ...(account && { auth: account }),
    // How the portal introduces itself; by default it would be the name of the machine.
    name: ownHost,
    dnsTimeout: 10_000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // What is sent is text of ours: no part of it may name a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

// Loaded with the first mail: a portal that sends none does without it.
async function openTransport() {
  const { createTransport } = await import('nodemailer')
  const server = readSmtpUrl(env.SMTP_URL ?? '')
  const proxy = readProxyUrl(env.SMTP_PROXY ?? '')
  const from = readSender(env.MAIL_FROM ?? '')
  if (!server) throw new Error('SMTP_URL is missing')
  if (!from) throw new Error('MAIL_FROM is missing')
  return { from, transport: createTransport({ ...smtpOptions(server), ...(proxy && { proxy: proxy.href }) }) }
}

let opened: ReturnType<typeof openTransport> | undefined
// What can't be set up is tried again with the next mail.
const open = () =>
  (opened ??= openTransport().catch((error) => {
    opened = undefined
    throw error
  }))

/** One try to hand a mail to the server. @param to one plain address @throws nodemailer's error */
export async function handOver(to: string, { subject, text, html }: BuiltMail): Promise<void> {
  const { from, transport } = await open()
  await transport.sendMail({
    from,
    to: { name: '', address: to },
    subject,
    text,
    html,
    // Which program of which version sends is of no use to a reader.
    xMailer: false,
    // Nobody's holiday is of interest to the portal (RFC 3834, 5).
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
}

/** Whether the server can be reached, and takes user and password. @throws nodemailer's error */
export async function greetServer(): Promise<void> {
  await (await open()).transport.verify()
}
