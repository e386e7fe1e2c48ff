// What mail and chat programs, shells and documents do to an address, undone. Each is pure, takes any text, and works in one pass over it.

/** Marks that nobody sees, and that copying brings along. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** The line ends of a mail, with their quoting; the = of a soft break (RFC 2045, 6.7) is not the one behind a parameter's name. */
const joined = (text: string) =>
  text
    .replace(invisible, '')
    .replace(/(?<![?&](?:code|state|error|iss))=(?=\r?\n)/g, '')
    .replace(/\s[>\s]*/g, '')

const decodeBytes = (escapes: string) => {
  try {
    return decodeURIComponent(escapes)
  } catch {
    return escapes
  }
}

const percent = (text: string) => text.replace(/(?:%[0-9a-f]{2})+/gi, decodeBytes)

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', excl: '!', equals: '=', quest: '?', colon: ':', sol: '/', period: '.' } // prettier-ignore
const character = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '')
const html = (text: string) =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (all, decimal?: string, hex?: string, name = '') =>
    decimal ? character(Number(decimal)) : hex ? character(parseInt(hex, 16)) : (named[name.toLowerCase()] ?? all),
  )

/** `\u0026` and `\x26`, as JSON and scripts write a sign. */
const script = (text: string) =>
  text.replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/gi, (_, long: string | undefined, short = '') =>
    String.fromCharCode(parseInt(long ?? short, 16)),
  )

/** `\&`, `^&` and `` `& ``: what a shell, the command prompt and PowerShell want before a sign; and the `\/` of JSON. */
const shell = (text: string) => text.replace(/[\\^`](?=[^\w\s])/g, '')

/** RFC 2045, 6.7: there every = of the text is written =3D. */
const quotedPrintable = (text: string) =>
  /=3d/i.test(text) ? text.replace(/=\r?\n/g, '').replace(/(?:=[0-9a-f]{2})+/gi, (run) => decodeBytes(run.replaceAll('=', '%'))) : text

const fromBase64 = (text: string) => {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return null
  }
}

/** An address in base64, as Bing packs it: `u=a1aHR0c…`. */
const base64 = (text: string) => text.replace(/(?:a1)?(aHR0c[\w+/-]{20,})/g, (all, packed: string) => fromBase64(packed) ?? all)

/** Proofpoint's second way: `u=https-3A__host_-3Fcode-3D…`. */
const dashed = (text: string) =>
  text.replace(/(?<=[?&]u=)https?-3A[\w.-]+/g, (part) => decodeBytes(part.replaceAll('_', '/').replace(/-(?=[0-9A-F]{2})/g, '%')))

const runLengths = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Proofpoint's third way: `/v3/__https://…__;JQ!!…`, with a * for each sign that stands in base64 behind it, and `**A` for two of them. */
function starred(text: string): string {
  const start = text.indexOf('/v3/__')
  const end = text.indexOf('__;', start)
  const stop = text.indexOf('!', end)
  const signs = start < 0 || end < 0 || stop < 0 ? null : fromBase64(text.slice(end + 3, stop))
  if (signs === null) return text
  let at = 0
  const inside = text.slice(start + 6, end).replace(/\*(?:\*(.))?/g, (_, run: string | undefined) => {
    const from = at
    at += run === undefined ? 1 : runLengths.indexOf(run) + 2
    return signs.slice(from, at)
  })
  return `${text.slice(0, start + 6)}${inside}${text.slice(end)}`
}

/** What urldefense makes of an address: nothing else may be read in it before this. */
export const isDefended = (text: string) => /urldefense\.(?:com|us|proofpoint\.com)\/v[23]\//.test(text)
const defended = (text: string) => (isDefended(text) ? starred(dashed(text)) : text)

export const decode = { percent, joined, html, script, shell, quotedPrintable, base64, defended } as const

export type Decoding = keyof typeof decode
export const decodings = Object.keys(decode) as Decoding[]
