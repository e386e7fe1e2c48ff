/**
 * Values that stand beside their name, in a text that holds no whole JSON object: one that was cut, has a comma too many, is written as a script, as a form or as
 * XML. Pure; in time that grows with the length alone.
 */

/** As in `"refresh_token": "…"`, `refresh_token: '…'`, `'refresh_token' => '…'`, `refresh_token="…"`. */
const quoted = (name: string) =>
  new RegExp(`(?<![\\w-])(["']?)${name}\\1\\s*(?::|=>|=)\\s*(?:"((?:[^"\\\\]|\\\\[^])*)"|'((?:[^'\\\\]|\\\\[^])*)')`, 'gi')

/** As in `<refresh_token>…</refresh_token>`, `<a:RefreshToken><![CDATA[…]]></a:RefreshToken>`. */
const element = (name: string) => new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^<>]*)?>(?:<!\\[CDATA\\[([^\\]]*)\\]\\]>|([^<]*))</`, 'gi')

const entities: Record<string, string> = {
  quot: '"',
  '#34': '"',
  '#x22': '"',
  apos: "'",
  '#39': "'",
  '#x27': "'",
  lt: '<',
  gt: '>',
  amp: '&',
}
/** What HTML and XML write for the signs that mean something to them; the others do not occur in what we look for. */
export const unescapeMarkup = (text: string) =>
  text.replace(/&(quot|#34|#x22|apos|#39|#x27|lt|gt|amp);/gi, (whole, name: string) => entities[name.toLowerCase()] ?? whole)

function unescapeString(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`))
  } catch {
    return text
  }
}

// As a form: x-www-form-urlencoded, or a line each.
function formValues(text: string, names: string[]): string[] {
  if (/[<>{}]/.test(text)) return []
  const pairs = new URLSearchParams(
    text
      .trim()
      .replace(/^[?#]/, '')
      .replace(/[\r\n;]+/g, '&'),
  )
  return [...pairs].filter(([name]) => names.includes(name.trim().toLowerCase().replaceAll(/[_-]/g, ''))).map(([, value]) => value)
}

/** @param name in lower case, as `refresh_token`; it is found in other spellings, too. @returns the values, each once; empty ones do not count */
export function findNamedValues(text: string, name: string): string[] {
  const pattern = name.replace('_', '[_-]?')
  const values = [
    ...[...text.matchAll(quoted(pattern))].map(([, , double, single]) => unescapeString(double ?? single ?? '')),
    ...[...text.matchAll(element(pattern))].map(([, data, plain]) => data ?? unescapeMarkup(plain ?? '')),
    ...formValues(text, [name.replace('_', '')]),
  ]
  return [...new Set(values.filter(Boolean))]
}
