import type { ReturnUrlFailure } from '@/lib/oauth/failures'

/** What people paste in place of the return URL, made from the right one (host clientredirect.invantive.com, code before state, a %21 in the code). */
export type Mistake = {
  name: string
  failure: ReturnUrlFailure
  make: (returnUrl: string, authorizationUrl: string, state: string) => string
  /** The very characters that the doctor marks. */
  marks?: (pasted: string, state: string) => string[]
  /** Whether the doctor can make the right address of it. */
  mends?: true
}

const uri = 'https://clientredirect.invantive.com'

export const mistakes: Mistake[] = [
  { name: 'nothing', failure: 'return-url-missing', make: () => '' },
  {
    name: 'Exact’s log-in page',
    failure: 'provider-page',
    make: (_, authorizationUrl) => new URL('/login?request=abc', authorizationUrl).href,
    marks: (pasted) => [new URL(pasted).host + '/login'],
  },
  {
    name: 'a page of Exact Online itself',
    failure: 'provider-page',
    make: () => 'https://start.exactonline.nl/docs/Login.aspx',
    marks: () => ['start.exactonline.nl/docs/Login.aspx'],
  },
  {
    name: 'the address that asks for permission',
    failure: 'authorization-url',
    make: (_, authorizationUrl) => authorizationUrl,
    marks: (pasted) => [new URL(pasted).host + new URL(pasted).pathname],
  },
  { name: 'the redirect URI alone', failure: 'moved-on', make: () => `${uri}/` },
  { name: 'an address without its code', failure: 'code-missing', make: (_, __, state) => `${uri}/?state=${state}` },
  {
    name: 'an error without a state',
    failure: 'error-unproven',
    make: () => `${uri}/?error=unauthorized_client`,
    marks: () => ['error=unauthorized_client'],
  },
  {
    name: 'a code that ends in a full stop',
    failure: 'code-end-unsure',
    make: (url, _, state) => `${url.replace(/code=(.*)&state=.*/, `state=${state}&code=$1`)}.`,
    marks: () => ['.'],
  },
  {
    name: 'Safe Links',
    failure: 'in-another-address',
    make: (url) => `https://eur03.safelinks.protection.outlook.com/?url=${encodeURIComponent(url)}&data=05`,
    marks: () => ['eur03.safelinks.protection.outlook.com/'],
    mends: true,
  },
  {
    name: 'the registered site at www.',
    failure: 'site-redirected',
    make: (url) => url.replace('://', '://www.'),
    marks: () => ['www.clientredirect.invantive.com'],
    mends: true,
  },
  { name: 'an address without its state', failure: 'state-missing', make: (url) => url.replace(/&state=.*/, '') },
  {
    name: 'an address with another state',
    failure: 'state-mismatch',
    make: (url) => url.replace(/state=.*/, 'state=somebody-elses'),
    marks: () => ['state=somebody-elses'],
  },
  {
    name: 'an address that a mail program broke',
    failure: 'wrapped',
    make: (url) => `${url.slice(0, 60)}\r\n${url.slice(60)}`,
    marks: () => ['\r\n'],
    mends: true,
  },
  { name: 'an address in angle brackets', failure: 'wrapped', make: (url) => `<${url}>`, marks: () => ['<', '>'], mends: true },
  { name: 'an address in quotation marks', failure: 'wrapped', make: (url) => `"${url}"`, marks: () => ['"', '"'], mends: true },
  {
    name: 'an address pasted twice',
    failure: 'wrapped',
    make: (url) => `${url}\n${url}`,
    marks: (pasted) => twice(pasted),
    mends: true,
  },
  {
    name: 'an address out of a page’s source',
    failure: 'html-escaped',
    make: (url) => url.replaceAll('&', '&amp;'),
    marks: () => ['&amp;'],
    mends: true,
  },
  {
    name: 'an address that was encoded twice',
    failure: 'double-encoded',
    make: (url) => url.replaceAll('%', '%25'),
    marks: () => ['%2521'],
    mends: true,
  },
  {
    name: 'an address with something behind a #',
    failure: 'has-fragment',
    make: (url) => `${url}#_=_`,
    marks: () => ['#_=_'],
    mends: true,
  },
  {
    name: 'an address with two codes',
    failure: 'repeated-parameter',
    make: (url) => `${url}&code=another`,
    marks: () => ['code=another'],
  },
  {
    name: 'a code and an error at once',
    failure: 'error-beside-code',
    make: (url) => `${url}&error=server_error`,
    marks: () => ['error=server_error'],
  },
  {
    name: 'Deny in place of Allow',
    failure: 'denied',
    make: (_, __, state) => `${uri}/?error=access_denied&state=${state}`,
    marks: () => ['error=access_denied'],
  },
  {
    name: 'an error of Exact Online',
    failure: 'provider-error',
    make: (_, __, state) => `${uri}/?error=server_error&state=${state}`,
    marks: () => ['error=server_error'],
  },
  {
    name: 'another site’s address',
    failure: 'other-redirect-uri',
    make: (url) => url.replace(uri, 'https://example.com'),
    marks: () => ['example.com'],
  },
  {
    name: 'the same host on http',
    failure: 'site-redirected',
    make: (url) => url.replace('https:', 'http:'),
    marks: () => ['http:'],
    mends: true,
  },
  {
    name: 'an address without https://',
    failure: 'not-a-url',
    make: (url) => url.replace('https://', ''),
    marks: (it) => [it.slice(0, 40)],
    mends: true,
  },
  { name: 'the whole address encoded', failure: 'not-a-url', make: encodeURIComponent, marks: (it) => [it.slice(0, 40)], mends: true },
  { name: 'markup', failure: 'not-a-url', make: () => '<img/src=x/onerror="document.title=1">', marks: (it) => [it] },
  { name: 'a script', failure: 'not-a-url', make: () => 'javascript:alert(1)', marks: (it) => [it] },
  { name: 'words', failure: 'not-a-url', make: () => 'it did not work', marks: () => ['it'] },
  { name: '1 MB of text', failure: 'return-url-too-long', make: (url) => url + 'a'.repeat(1_048_576) },
]

/** The break and the second copy of the address. */
function twice(pasted: string): string[] {
  return [pasted.slice(pasted.indexOf('\n'))]
}
