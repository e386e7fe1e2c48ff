// What the portal's mails say: every kind in every language, whatever is put into them.
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { listSampleMails } from '@/app/design/mail/samples'
import { localeTags, locales, type Locale } from '@/lib/i18n/locale-names'
import { getTextsOf } from '@/lib/i18n/texts-of'
import { buildMail } from '@/lib/mail/build-mail'
import type { Addressee, Letterhead, Mail } from '@/lib/mail/mail'

const letterhead: Letterhead = { name: 'Preauth Portal', url: 'https://portal.example.com', accent: { light: '#0b6b5d', dark: '#54cdb4' } }
const mails = listSampleMails(letterhead.url)
const named = (mail: Mail) => ('factor' in mail ? `${mail.kind} ${mail.factor}` : mail.kind)
const cases = locales.flatMap((locale) => mails.map((mail): [string, Locale, Mail] => [named(mail), locale, mail]))

type Changes = { to?: Partial<Addressee>; paper?: Partial<Letterhead> }
const build = async (locale: Locale, mail: Mail, { to, paper }: Changes = {}) =>
  buildMail(await getTextsOf(locale, 'mail'), { email: 'mila@kantoor.example', locale, timeZone: null, ...to }, mail, {
    ...letterhead,
    ...paper,
  })

/** The elements of a page, in their order, without what is written in them. */
const tagsOf = (html: string) => html.match(/<\/?[a-z!][^\s>]*/gi)
const textOf = (html: string) =>
  html
    .replace(/<style>[^]*<\/style>|<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
const hrefsOf = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))

describe.each(cases)('%s in %s', (_, locale, mail) => {
  test('is whole: a subject of one line, a text, and a page that say the same', async () => {
    const { subject, text, html } = await build(locale, mail)
    expect(subject).toMatch(/^\S.{9,90}\S$/)
    for (const part of [subject, text, html.replace(/<style>[^]*<\/style>/, '')])
      expect(part).not.toMatch(/[{}]|undefined|null|mail\.[a-z]/)
    const said = textOf(html)
    // A detail is one line in the text, and two cells in the page.
    for (const line of text.split('\n').filter((line) => line && line !== '-- '))
      expect([line, said.includes(line) || line.split(/ ?: /).every((cell) => said.includes(cell))]).toEqual([line, true])
    expect(text).toContain('Preauth Portal\nhttps://portal.example.com\n')
    expect(html).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${localeTags[locale]}">`))
    expect(html).toContain(`<title>${subject}</title>`)
  })

  test('leads to one place of the portal, or to none', async () => {
    const { text, html, link } = await build(locale, mail)
    expect(hrefsOf(html)).toEqual(link === null ? [] : [link])
    const addresses = text.match(/https?:\S+/g)
    expect(addresses).toEqual(link === null ? [letterhead.url] : [link, letterhead.url])
    if ('link' in mail) expect(link).toBe(mail.link)
    else if (link !== null) expect(link).toMatch(/^https:\/\/portal\.example\.com\/(login|account)$/)
  })

  test('fetches nothing, runs nothing', async () => {
    const { html } = await build(locale, mail)
    expect(html).not.toMatch(/<(img|link|script|iframe|object|svg|form|base)\b|url\(|@import|\bon\w+=|src=/i)
  })
})

test('where mails lead, there is a page', () => {
  for (const page of ['(public)/login', '(portal)/account']) expect(existsSync(`app/${page}/page.tsx`)).toBe(true)
})

describe('times', () => {
  const reset: Mail = { kind: 'reset', link: `${letterhead.url}/reset`, expiresAt: new Date('2026-11-25T23:30:00Z') }
  test.each([
    ['en', null, '25 November 2026 at 23:30 UTC'],
    ['en', 'Europe/Amsterdam', '26 November 2026 at 00:30'],
    ['nl', 'Europe/Amsterdam', '26 november 2026 om 00:30'],
    ['de', 'Europe/Berlin', '26. November 2026 um 00:30'],
    ['fr', 'America/Montreal', '25 novembre 2026 à 18:30'],
    ['fr', 'Nowhere/Land', '25 novembre 2026 à 23:30 UTC'],
  ] as const)('are told in %s, in the zone %s', async (locale, timeZone, told) => {
    const { text } = await build(locale, reset, { to: { timeZone } })
    expect(text).toContain(`${told}.`)
  })
})

describe('a value that is hostile', () => {
  const hostile = [
    '"><script>alert(1)</script>',
    "' onmouseover='x' & <b>bold</b> </td></table>",
    'x\r\nBcc: everybody@example.com\r\n\r\nClick',
    '</style><style>*{display:none}',
    '{portal} {count, plural, other {#}} <b>',
    'a\u202ecod\u0000\ud800\u2028z',
  ]
  /** The same mail with the value wherever one may come from elsewhere. */
  const poison = (mail: Mail, value: string) => {
    const fields = ['invitedBy', 'oldEmail', 'newEmail', 'device', 'place']
    const changed = Object.entries(mail).map(([name, was]) => [
      name,
      fields.includes(name) || (name === 'name' && was !== null) ? value : was,
    ])
    return Object.fromEntries(changed) as Mail
  }

  test.each(hostile)('%j stays text in every mail', async (value) => {
    for (const [name, locale, mail] of cases) {
      const changes = { to: { email: value }, paper: { name: 'Portal <b>"&\r\nBcc: x' } }
      const [plain, poisoned] = [await build(locale, mail), await build(locale, poison(mail, value), changes)]
      expect([name, tagsOf(poisoned.html)]).toEqual([name, tagsOf(plain.html)])
      expect(hrefsOf(poisoned.html)).toEqual(hrefsOf(plain.html))
      expect(poisoned.text.split('\n').length).toBe(plain.text.split('\n').length)
      for (const part of Object.values(poisoned)) expect(part ?? '').not.toMatch(/[\r\0\u202e\u2028]|[\ud800-\udfff]/)
      expect(poisoned.subject).not.toContain('\n')
    }
  })

  test('shows what can’t be seen, and ends at some point', async () => {
    const device = `a\r\nb${'x'.repeat(100_000)}`
    const { text } = await build('en', { kind: 'new-device', at: new Date(0), device, place: '-' })
    expect(text).toContain('Device: a\\u000d\\u000abxxx')
    expect(text.length).toBeLessThan(1_500)
  })
})

test.each([
  'https://evil.example/reset',
  'https://portal.example.com.evil.example/',
  'javascript:alert(1)',
  '/reset',
  `${letterhead.url}/a\r\nb`,
])('a link to %j is refused', async (link) => {
  await expect(build('en', { kind: 'reset', link, expiresAt: new Date(0) })).rejects.toThrow('only link to the portal')
})

test('a quotation mark in a link stays in the link', async () => {
  const link = `${letterhead.url}/reset?token="><script>'`
  const { html, text } = await build('en', { kind: 'reset', link, expiresAt: new Date(0) })
  expect(html).not.toContain('<script')
  expect(html).toContain('href="https://portal.example.com/reset?token=&quot;&gt;&lt;script&gt;&#39;"')
  expect(text).toContain(`\n${link}\n`)
})

test('the operator’s accent is the button’s', async () => {
  const { html } = await build('en', mails[0] as Mail, { paper: { accent: { light: '#123456', dark: '#abcdef' } } })
  expect(html).toMatch(/class="button" href="[^"]+" style="[^"]*background-color:\s*#123456/)
  expect(html).toMatch(/\.button \{ background-color: #abcdef/)
  expect(html).not.toContain('#0b6b5d')
})
