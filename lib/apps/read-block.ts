import { cleanValue } from './clean-values'
import { guid, labelOf, separator, valueFields, type ValueField } from './value-labels'

export type Block = Partial<Record<ValueField, string>>

type Found = { field: ValueField; start: number; end: number }

// The buttons beside the values, which a copied page brings along.
const button =
  /^(?:show|hide|copy|edit|tonen|weergeven|verbergen|kopi[eë]ren?|bewerken|anzeigen|ausblenden|kopieren|bearbeiten|afficher|masquer|copier|modifier)$/i
const masked = /^[•●*·…]+$/
const address = /https?:\/\/[^\s<>"'`]+/i

/** Every label in the text. `glued`: where a field has dropped the line breaks, a label follows the value before it without a blank. */
function findLabels(text: string, glued: boolean): Found[] {
  const before = glued ? '()' : '(^|[\\s"\'`*_|,;({\\[•·>-])'
  const found = valueFields.flatMap((field) => {
    const after = glued ? separator : `(?:${separator}|\\s+|$)`
    const label = new RegExp(`${before}${labelOf(field)}${after}`, 'giu')
    return [...text.matchAll(label)].map((match) => {
      const start = match.index + (match[1]?.length ?? 0)
      return { field, start, end: match.index + match[0].length }
    })
  })
  const starts = found.filter(({ start }) => !glued || start === 0 || /[\s\p{Lu}]/u.test(text.charAt(start)))
  return starts.sort((a, b) => a.start - b.start)
}

/** The parts between blanks, each as it stands; in quotes a part may hold blanks. */
const partsOf = (text: string) =>
  [...text.matchAll(/"[^"\n]*"|'[^'\n]*'|“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|\S+/g)]
    .map(([part]) => part)
    .filter((part) => !button.test(part))

/** The value of a field in the text between its label and the next one. */
function readValue(field: ValueField, text: string): string | undefined {
  // The end of `"client_secret": "…",`, and the line of a table.
  const parts = partsOf(text)
    .map((part) => part.replace(/^(["'])(.*)\1[,;]$/, '$2'))
    .filter((part) => !/^[|,;:=>*_"'`}\]-]+$/.test(part))
  const given =
    field === 'redirectUri'
      ? parts.find((part) => address.test(part))
      : (parts.find((part) => field === 'clientId' && guid.test(part)) ?? parts[0])
  if (!given || masked.test(given)) return undefined
  return cleanValue(field, given).value
}

/** A table: the labels in one line, the values in the next, in the same order. */
function readTable(found: Found[], text: string): Block | null {
  const last = found.at(-1)
  const between = found.slice(0, -1).map(({ end }, index) => text.slice(end, found[index + 1]?.start))
  if (!last || between.some((part) => /[\p{L}\p{N}]/u.test(part))) return null
  const parts = partsOf(text.slice(last.end)).filter((part) => part !== '|')
  if (parts.length < found.length) return null
  const block = Object.fromEntries(found.map(({ field }, index) => [field, readValue(field, parts[index] ?? '')])) as Block
  return isBlock(block) ? block : null
}

const countOf = (block: Block | null) => valueFields.filter((field) => block?.[field]).length
const isBlock = (block: Block) => countOf(block) > 1

function readLabelled(text: string, glued: boolean): Block | null {
  const found = findLabels(text, glued)
  if (new Set(found.map(({ field }) => field)).size < 2) return null
  const block: Block = {}
  found.forEach(({ field, end }, index) => {
    block[field] ??= readValue(field, text.slice(end, found[index + 1]?.start))
  })
  return readTable(found, text) ?? (isBlock(block) ? block : null)
}

/** Three values and not one word more: the GUID and the address name themselves, and the third is the secret. */
function readBare(text: string): Block | null {
  const parts = text.split(/\s+/).filter(Boolean)
  const clientId = parts.find((part) => cleanValue('clientId', part).value.replace(guid, '') === '')
  const redirectUri = parts.find((part) => /^<?https?:\/\//i.test(part))
  const [clientSecret, ...others] = parts.filter((part) => part !== clientId && part !== redirectUri)
  if (!clientId || !redirectUri || !clientSecret || others.length || parts.length !== 3) return null
  return {
    clientId: cleanValue('clientId', clientId).value,
    clientSecret: cleanValue('clientSecret', clientSecret).value,
    redirectUri: cleanValue('redirectUri', redirectUri).value,
  }
}

/**
 * Takes a text with several values apart: lines of App Center, of a mail, of a table or of a settings file, in any order, and the same in one
 * line, for a field of one line drops the breaks. A text with fewer than two values is no block: null.
 */
export function readBlock(text: string): Block | null {
  if (text.length > 20_000) return null
  const plain = text
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\r\n?/g, '\n')
  const strict = readLabelled(plain, false)
  const glued = readLabelled(plain, true)
  return countOf(glued) > countOf(strict) ? glued : (strict ?? readBare(plain))
}
