import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { env } from '../env.js'
import { getTextsOf } from '../i18n/texts-of'
import { log } from '../log.mjs'
import { isMailAddress } from '../mail-settings.mjs'
import { buildMail, type BuiltMail } from './build-mail'
import { showOnConsole } from './console-mail'
import { letterhead } from './letterhead'
import type { Addressee, Mail } from './mail'
import { keepUntilSent } from './pending-mails.mjs'
import { greetServer, handOver } from './transport'

/** Whether mails reach their readers by themselves; else the operator hands them on. */
export const isMailOn = (): boolean => env.SMTP_URL !== undefined

/** Before the first try, for the answer of whoever asked to be out by then; and before the second and the third. */
const pausesMs = [100, 5_000, 30_000] as const

const waitUnheld = (ms: number): Promise<unknown> => delay(ms, undefined, { ref: false })

/** The server has understood, and says no (RFC 5321, 4.2.1): another try would be told the same. */
const isFinal = (error: unknown) => Number((error as { responseCode?: unknown }).responseCode) >= 500

async function handOverPatiently(to: Addressee, kind: Mail['kind'], built: BuiltMail, wait: typeof waitUnheld): Promise<void> {
  for (const [index, pauseMs] of pausesMs.slice(1).entries()) {
    try {
      return await handOver(to.email, built)
    } catch (error) {
      if (isFinal(error)) throw error
      log.warn('mail delayed', { kind, count: index + 1, error })
      await wait(pauseMs)
    }
  }
  await handOver(to.email, built)
}

async function deliver(to: Addressee, mail: Mail, wait: typeof waitUnheld): Promise<void> {
  await wait(pausesMs[0])
  if (!isMailAddress(to.email)) throw new Error('This is no address for a mail')
  const built = buildMail(await getTextsOf(to.locale, 'mail'), to, mail, letterhead)
  // What only tells of something that was done stands in Activity; a console is for what somebody waits for.
  if (!isMailOn()) return 'link' in mail ? showOnConsole(to.email, built) : undefined
  await handOverPatiently(to, mail.kind, built, wait)
  log.info('mail sent', { kind: mail.kind })
}

/**
 * Sends a mail: three tries within a minute. Returns at once, never throws, and tells nobody but the log what came of it: from the time that a form
 * takes, nobody is to learn whether there is an account (docs/decisions/0018-mail.md).
 * @param wait for tests, which do not
 */
export function sendMail(to: Addressee, mail: Mail, wait = waitUnheld): void {
  const { kind } = mail
  keepUntilSent(deliver(to, mail, wait).catch((error: unknown) => log.error('mail not sent', { kind, error })))
}

/** For a page that tells how the portal is. */
export async function checkMail(): Promise<'ok' | 'off' | 'unreachable'> {
  if (!isMailOn()) return 'off'
  try {
    await greetServer()
    return 'ok'
  } catch (error) {
    log.warn('mail server unreachable', { error })
    return 'unreachable'
  }
}
