import { guid, labelOf, separator, type ValueField } from './value-labels'

/** What came along with a value and is not part of it, each with a sentence of its own. */
export const cleanings = ['blanks', 'invisible', 'label', 'quotes', 'braces', 'brackets', 'punctuation'] as const

export type Cleaning = (typeof cleanings)[number]
export type Cleaned = { value: string; removed: Cleaning[] }

// Blanks without a width, and hyphens that only show at the end of a line: no field takes them (lib/printable.ts), so no value can mean them.
// Marks that turn the direction of reading stay, for they hide what a value is: the field refuses them, and says so.
const invisible = /[\u200b-\u200d\u2060\ufeff\u00ad]/g

const pairs: Record<string, string> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '„': '“',
  '”': '”',
  '‘': '’',
  '‚': '‘',
  '’': '’',
  '«': '»',
  '»': '«',
  '‹': '›',
}

// „German“ closes with what opens “English”, and some close „so”.
const closes = (open: string, close: string) => pairs[open] === close || (open === '„' && close === '”') || (open === '‚' && close === '’')

function withoutQuotes(text: string): string {
  const [first = '', last = ''] = [text.charAt(0), text.charAt(text.length - 1)]
  const inside = text.slice(1, -1)
  // One pair, and only round the whole: in `"a" and "b"` the first and the last do not belong together.
  const isWhole = text.length > 2 && closes(first, last) && !inside.includes(first) && !inside.includes(last)
  return isWhole ? inside : text
}

// With a mark between them, or as two words and a blank: what follows is the value.
const withoutLabel = (field: ValueField, text: string) =>
  text.replace(new RegExp(`^["'\`*_]*${labelOf(field)}(?:${separator}|\\s+)(?=\\S)`, 'iu'), '')

const withoutBraces = (text: string) => text.replace(new RegExp(`^[{(\\[]\\s*(${guid.source})\\s*[})\\]]$`, 'i'), '$1')
const withoutBrackets = (text: string) =>
  text.replace(/^<\s*(?:url:\s*)?(https?:\/\/[^<>\s]+)\s*>$/i, '$1').replace(/^\((https?:\/\/[^()\s]+)\)$/i, '$1')

/** What each field may lose, in the order in which one wraps the other. */
const steps: Record<ValueField, [Cleaning, (text: string) => string][]> = {
  clientId: [
    ['punctuation', (text) => (guid.test(text) ? text.replace(/(?<![.,;])[.,;]+$/, '') : text)],
    ['braces', withoutBraces],
  ],
  // A secret may hold any sign that can be printed, at any place: a comma at its end or braces round it are its own.
  clientSecret: [],
  redirectUri: [
    ['punctuation', (text) => (/https?:\/\//i.test(text) ? text.replace(/(?<![.,;])[.,;]+$/, '') : text)],
    ['brackets', withoutBrackets],
  ],
}

/**
 * Takes away what came along when a value was copied: blanks round it, its label, one pair of quotes, the braces of a GUID, the brackets of
 * an address, the full stop of a mail. Everything else stays as it is, right or wrong: to judge it is the schema's part.
 */
export function cleanValue(field: ValueField, text: string): Cleaned {
  // Longer than any field takes: it is refused as it is, and costs no time.
  if (text.length > 2_000) return { value: text, removed: [] }
  const removed = new Set<Cleaning>()
  let value = text
  const apply = (cleaning: Cleaning, step: (text: string) => string) => {
    const next = step(value)
    if (next === value || next === '') return
    value = next
    removed.add(cleaning)
  }
  const around: [Cleaning, (text: string) => string][] = [
    ['invisible', (old) => old.replace(invisible, '')],
    ['blanks', (old) => old.trim()],
    ['label', (old) => withoutLabel(field, old)],
    ['quotes', withoutQuotes],
    ['blanks', (old) => old.trim()],
    ...steps[field],
  ]
  // Twice: “{…}”, or <“https://…”>. Never more for a secret: of its quotes only one pair was put there by whoever copied it.
  for (const [cleaning, step] of around) apply(cleaning, step)
  if (field !== 'clientSecret') for (const [cleaning, step] of around) apply(cleaning, step)
  return { value, removed: cleanings.filter((one) => removed.has(one)) }
}
