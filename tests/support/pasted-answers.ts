import type { Change } from '@/lib/oauth/find-return-url'
import type { ReturnUrlFailure } from '@/lib/oauth/failures'

/** How a right return URL comes out of what people paste it from. The address is of clientredirect.invantive.com, with a %21 in its code. */
export type Pasted = {
  name: string
  failure: ReturnUrlFailure
  make: (returnUrl: string, state: string) => string
  /** What mending it changes; without, nothing can be mended for certain. */
  changes?: Change[]
}

const host = 'clientredirect.invantive.com'
const encoded = encodeURIComponent
const mail = (name: string, make: Pasted['make'], changes: Change[] = ['another-address', 'decoded']): Pasted => ({
  name,
  failure: 'in-another-address',
  make,
  changes,
})
const around = (name: string, make: Pasted['make'], ...changes: Change[]): Pasted => ({ name, failure: 'wrapped', make, changes })
const site = (name: string, make: Pasted['make'], ...changes: Change[]): Pasted => ({
  name,
  failure: 'site-redirected',
  make,
  changes: changes.length ? changes : ['address'],
})
const base64url = (text: string) => Buffer.from(text).toString('base64url')
const proofpoint2 = (url: string) => encoded(url).replaceAll('-', '-2D').replaceAll('_', '-5F').replaceAll('%', '-').replaceAll('-2F', '_')
const json = (url: string) => url.replaceAll('/', '\\/').replaceAll('&', '\\u0026')
const quotedPrintable = (url: string) => url.replaceAll('=', '=3D').replace(/.{60}/g, '$&=\r\n')

/** Inside an address of somebody else's. */
const packed: Pasted[] = [
  mail(
    'Safe Links of Outlook',
    (url) =>
      `https://eur03.safelinks.protection.outlook.com/?url=${encoded(url)}&data=05%7C02%7Czoe%40ster.nl%7C1a&sdata=Qk%2B9%3D&reserved=0`,
  ),
  mail(
    'Safe Links of Teams',
    (url) =>
      `https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=${encoded(url)}&locale=nl-nl&dest=${encoded('https://teams.microsoft.com/api/x')}`,
  ),
  mail('Google, url', (url) => `https://www.google.com/url?sa=t&source=web&url=${encoded(url)}&usg=AOvVaw0`),
  mail('Google, q', (url) => `https://www.google.com/url?q=${encoded(url)}&sa=D`),
  mail('Bing, in base64', (url) => `https://www.bing.com/ck/a?!&&p=0f2&ptn=3&u=a1${base64url(url)}&ntb=1`),
  mail('Proofpoint 2', (url) => `https://urldefense.proofpoint.com/v2/url?u=${proofpoint2(url)}&d=DwMF-g&c=aZ_1&r=x&m=y&s=z&e=`),
  mail('Proofpoint 3', (url) => `https://urldefense.com/v3/__${url.replace('%', '*')}__;JQ!!Aut-x!abc$`),
  mail('Barracuda', (url) => `https://linkprotect.cudasvc.com/url?a=${encoded(url)}&c=E,1,x&typo=1`),
  mail('Facebook', (url) => `https://l.facebook.com/l.php?u=${encoded(url)}&h=AT0x`),
  mail('LinkedIn', (url) => `https://www.linkedin.com/safety/go?url=${encoded(url)}&trk=x`),
  mail('Slack', (url) => `https://slack-redir.net/link?url=${encoded(url)}&v=3`),
  mail('Slack, not encoded', (url) => `https://slack-redir.net/link?url=${url}`, ['another-address']),
  mail('VK', (url) => `https://vk.com/away.php?to=${encoded(url)}&cc_key=`),
  mail('DuckDuckGo', (url) => `https://duckduckgo.com/l/?uddg=${encoded(url)}&rut=0a`),
  mail('Yahoo', (url) => `https://r.search.yahoo.com/_ylt=A/RV=2/RE=17/RO=10/RU=${encoded(url)}/RK=2/RS=x-`),
  mail('a log-in page’s next', (url) => `https://portal.example.com/login?next=${encoded(url)}`),
  mail('a log-in page’s returnTo, encoded twice', (url) => `https://portal.example.com/login?returnTo=${encoded(encoded(url))}`),
  mail(
    'Safe Links in a log-in page, encoded three times',
    (url) =>
      `https://login.example.com/?continue=${encoded(`https://nam02.safelinks.protection.outlook.com/?url=${encoded(encoded(url))}&data=1`)}`,
  ),
  mail('the reader view of Firefox', (url) => `about:reader?url=${encoded(url)}`),
  mail('Google Translate, u', (url) => `https://translate.google.com/translate?sl=en&tl=nl&u=${encoded(url)}`),
]

/** In other text, or with something behind. */
const inText: Pasted[] = [
  ...[
    '.',
    ',',
    ';',
    ':',
    '!',
    '?',
    '…',
    '...',
    ').',
    '”',
    '’',
    '»',
    '*',
    '|',
    '}',
    '`',
    '/',
    '%0A',
    '%0D%0A',
    '%20',
    '%E2%80%A6',
    '%22',
    '\\n',
    '\\r\\n',
    '\u200b',
    '_',
    '__',
  ].map((sign) => around(`${JSON.stringify(sign)} behind`, (url) => url + sign, 'behind')),
  around('a non-breaking blank and a word behind', (url) => `${url}\u00a0ok`, 'behind'),
  around('a sentence around it', (url) => `I landed on ${url}. What now?`, 'before', 'behind'),
  around(
    'in a sentence, without its scheme',
    (url) => `I landed on ${url.replace('https://', '')}, what now?`,
    'before',
    'behind',
    'scheme',
  ),
  around('Markdown', (url) => `[${url}](${url})`, 'before', 'behind'),
  around('Markdown with a text', (url) => `[my link](${url}) there`, 'before', 'behind'),
  around('Slack’s markup', (url) => `<${url}|the link>`, 'before', 'behind'),
  around('an anchor in HTML', (url) => `<a href="${url.replaceAll('&', '&amp;')}">x</a>`, 'before', 'behind', 'decoded'),
  around('JSON', (url) => `{"url":"${json(url)}","ok":true}`, 'before', 'behind', 'decoded'),
  around('quoted-printable', (url) => `URL: ${quotedPrintable(url)} Thanks`, 'before', 'behind', 'decoded'),
  around('a log line', (url) => `2026-12-01 10:00:00 GET ${url} 200 "Mozilla/5.0"`, 'before', 'behind'),
  around('a request line of a log', (url) => `"GET ${url} HTTP/1.1" 200 12`, 'before', 'behind'),
  around('curl', (url) => `curl -v '${url}'`, 'before', 'behind'),
  around('the command prompt', (url) => `start ${url.replaceAll('&', '^&')} `, 'before', 'decoded'),
  around('PowerShell', (url) => `start ${url.replaceAll('&', '`&')}`, 'before', 'decoded'),
  around('zsh', (url) => `open ${url.replace(/[?=&]/g, '\\$&')}`, 'before', 'decoded'),
  around('behind URL:', (url) => `URL: ${url}`, 'before'),
  around('behind URL: without a blank', (url) => `URL:${url}`, 'before'),
  around('view-source', (url) => `view-source:${url}`, 'before'),
  ...['«»', '“”', '„“', '‘’', '‹›', '()', '[]', '{}', '<>', '""', "''", '``', '**'].map((pair) =>
    around(`in ${pair}`, (url) => `${pair[0]}${url}${pair[1]}`, 'before', 'behind'),
  ),
  around('hidden marks inside', (url) => url.replace('stamp', 'stamp\u00ad').replace('&state', '\u200b&state'), 'joined'),
  around('lines of a quoted mail', (url) => `> ${url.slice(0, 50)}\n> ${url.slice(50, 90)}\n> ${url.slice(90)}`, 'before', 'joined'),
  around('a signature under a broken address', (url) => `${url.slice(0, 60)}\r\n${url.slice(60)}\r\n\r\nZoë`, 'behind', 'joined'),
  around('twice in a line', (url) => `${url} ${url}`, 'behind'),
]

/** After the site at the redirect URI has redirected. */
const redirected: Pasted[] = [
  site('to www.', (url) => url.replace('://', '://www.')),
  site('to http', (url) => url.replace('https:', 'http:')),
  site('to a folder', (url) => url.replace('.com/', '.com/nl/')),
  site('to a page', (url) => url.replace('.com/', '.com/index.html')),
  site('to another slash', (url) => url.replace('.com/', '.com//')),
  site('to a port', (url) => url.replace('.com/', '.com:8443/')),
  site('to a host below', (url) => url.replace('://', '://nl.')),
  site('to the host above', (url) => url.replace('clientredirect.', '')),
  site(
    'to www. and a folder, with more parameters and a #',
    (url) => `${url.replace('://', '://www.').replace('.com/', '.com/nl/')}&utm_source=x&lang=nl#top`,
    'behind',
    'address',
  ),
  site('with a language before the code', (url) => url.replace('.com/?', '.com/nl?lang=nl&')),
  site(
    'to its own log-in page',
    (url) => `https://${host}/login?next=${encoded(url.replace(`https://${host}`, ''))}`,
    'decoded',
    'address',
  ),
  site('into a fragment', (url) => url.replace('/?', '/#/?'), 'address'),
  site('seen by Google Translate', (url) => url.replace(host, 'clientredirect-invantive-com.translate.goog')),
]

export const pastedAnswers: Pasted[] = [...packed, ...inText, ...redirected]

/** What must not be mended: its values are not certain, or it is not this attempt's. */
export const notForSure: Pasted[] = [
  {
    name: 'the code last, a full stop behind',
    failure: 'code-end-unsure',
    make: (url, state) => url.replace(/code=(.*)&state=.*/, `state=${state}&code=$1.`),
  },
  {
    name: 'the code last, before a line break and a word',
    failure: 'wrapped',
    make: (url, state) => url.replace(/code=(.*)&state=.*/, `state=${state}&code=$1,\nRegards`),
  },
  { name: 'two codes with the same state', failure: 'wrapped', make: (url) => `${url} ${url.replace('stamp', 'stomp')}` },
  { name: 'a code that a program has shortened', failure: 'wrapped', make: (url) => url.replace('IAAAA', '…') },
  {
    name: 'another state in Safe Links',
    failure: 'other-redirect-uri',
    make: (url, state) => `https://eur03.safelinks.protection.outlook.com/?url=${encoded(url.replace(state, state.replace(/^./, '_')))}`,
  },
  { name: 'a site that is not the redirect URI’s', failure: 'other-redirect-uri', make: (url) => url.replace(host, 'evil.example') },
  {
    name: 'that site in Safe Links',
    failure: 'other-redirect-uri',
    make: (url) => `https://eur03.safelinks.protection.outlook.com/?url=${encoded(url.replace(host, 'evil.example'))}`,
  },
  { name: 'somebody who logs in', failure: 'other-redirect-uri', make: (url) => url.replace('://', '://me@') },
  { name: 'a state without its end', failure: 'state-mismatch', make: (url) => url.slice(0, -1) },
  { name: 'the site’s first page', failure: 'moved-on', make: () => `https://www.${host}/` },
  { name: 'a page of the site', failure: 'moved-on', make: () => `https://${host}/nl/welkom?utm_source=x` },
  { name: 'an error without a state', failure: 'error-unproven', make: () => `https://${host}/?error=unauthorized_client` },
  { name: 'an error with another state', failure: 'state-mismatch', make: () => `https://${host}/?error=access_denied&state=forged` },
]
