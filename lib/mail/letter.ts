import { localeTags } from '../i18n/locale-names'
import type { Texts } from '../i18n/texts'
import { readTimeZone } from '../i18n/time-zone'
import { showControls } from '../printable'
import type { Addressee, Block, Letter, Letterhead, Mail } from './mail'

type Button = {
  label: 'signUp' | 'accept' | 'setPassword' | 'confirm' | 'logIn' | 'openAccount'
  page: '/login' | '/account' | null
  isAsked: boolean
}

/**
 * The one button of each mail. `page`: where it leads, without the mail's own link. `isAsked`: pressing it is what the mail is for; else it is only for
 * somebody who did not do what the mail tells of, and comes after the words for them.
 */
const buttons: Record<Mail['kind'], Button | null> = {
  'sign-up': { label: 'signUp', page: null, isAsked: true },
  'sign-up-known': { label: 'logIn', page: '/login', isAsked: true },
  invitation: { label: 'accept', page: null, isAsked: true },
  reset: { label: 'setPassword', page: null, isAsked: true },
  'change-email': { label: 'confirm', page: null, isAsked: true },
  'email-changing': { label: 'openAccount', page: '/account', isAsked: false },
  // Who reads this at the old address can't log in any more.
  'email-changed': null,
  'new-device': { label: 'openAccount', page: '/account', isAsked: false },
  'password-changed': { label: 'logIn', page: '/login', isAsked: false },
  'factor-added': { label: 'openAccount', page: '/account', isAsked: false },
  'factor-removed': { label: 'openAccount', page: '/account', isAsked: false },
  'factors-reset': { label: 'openAccount', page: '/account', isAsked: true },
  'account-disabled': null,
  'deletion-asked': { label: 'openAccount', page: '/account', isAsked: true },
  deleted: null,
}

const longestValue = 254

/** A value from elsewhere (a name, an address, a browser's idea of itself): one line of visible text, and no more of it than an address may have. */
function tame(value: string): string {
  const signs = [...showControls(value)]
  return signs.length > longestValue ? `${signs.slice(0, longestValue - 1).join('')}…` : signs.join('')
}

function formatTime(at: Date, { locale, timeZone }: Addressee): string {
  const zone = readTimeZone(timeZone)
  const format = new Intl.DateTimeFormat(localeTags[locale], { dateStyle: 'long', timeStyle: 'short', timeZone: zone ?? 'UTC' })
  return zone ? format.format(at) : `${format.format(at)} UTC`
}

function listValues(to: Addressee, mail: Mail, portal: string): Record<string, string> {
  const values: Record<string, string> = { portal, email: tame(to.email) }
  for (const [name, value] of Object.entries(mail) as [string, string | Date | null][])
    if (value !== null) values[name] = value instanceof Date ? formatTime(value, to) : tame(value)
  return values
}

/** A mail of the portal leads to the portal, and nowhere else. @throws Error for any other link */
function requireOwnLink(link: string, { url }: Letterhead): string {
  if (!link.startsWith(`${url}/`) || /[\s\p{C}]/u.test(link)) throw new Error('A mail may only link to the portal')
  return link
}

/** What a mail says: what has happened or what to do, what follows from it, and what to do when it was not you. Pure. */
export function buildLetter(texts: Texts<'mail'>, to: Addressee, mail: Mail, letterhead: Letterhead): Letter {
  const values = listValues(to, mail, letterhead.name)
  const topic = 'factor' in mail ? (`${mail.kind}.${mail.factor}` as const) : mail.kind
  const names = (['name', 'at', 'device', 'place'] as const).filter((name) => name in values)
  const details = names.map((name) => {
    const [term, value] = [texts(`details.${name}`), values[name] ?? '']
    return { term, value, line: texts('detailLine', { term, value }) }
  })
  const otherwise: Block = { text: texts(`${mail.kind}.otherwise`, values) }
  const button = buttons[mail.kind]
  const link = button && {
    label: texts(`buttons.${button.label}`),
    link: requireOwnLink('link' in mail ? mail.link : `${letterhead.url}${button.page}`, letterhead),
  }
  return {
    subject: texts(`${topic}.subject`, values),
    greeting: texts('greeting'),
    blocks: [
      { text: texts(`${topic}.what`, values) },
      ...(details.length ? [{ details }] : []),
      { text: texts(`${mail.kind}.next`, values) },
      ...(link ? (button.isAsked ? [link, otherwise] : [otherwise, link]) : [otherwise]),
    ],
    copyLink: texts('copyLink'),
  }
}
