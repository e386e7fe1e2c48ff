import { createTranslator } from 'use-intl/core'
import { escapeHtml, Html } from './html'
import { currentLanguage, type Language } from './language'
import de from './messages/de.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import nl from './messages/nl.json' with { type: 'json' }

type KeyOf<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeyOf<T[K]>}` }[keyof T & string]
export type TextKey = KeyOf<typeof en>

const tags = { en: 'en-GB', nl: 'nl', de: 'de', fr: 'fr' } as const
const messages: Record<Language, typeof en> = { en, nl, de, fr }
const translators = new Map<Language, ReturnType<typeof createTranslator<typeof en>>>()

function translator() {
  const language = currentLanguage()
  const known = translators.get(language) ?? createTranslator({ locale: tags[language], messages: messages[language] })
  translators.set(language, known)
  return known
}

/** A text of the sandbox in the language of the present request. A key that is missing fails the types. */
export const t = (key: TextKey, values: Record<string, string> = {}): string => translator()(key, values as never)

/** The same as markup: `<b>…</b>` in the text is what `parts.b` makes of it. Values are escaped. */
export function rich(key: TextKey, values: Record<string, string>, parts: Record<string, (inside: string) => string>): Html {
  const escaped = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, escapeHtml(value)]))
  return new Html(translator().markup(key, { ...escaped, ...parts } as never))
}
