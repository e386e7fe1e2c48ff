import { createTranslator } from 'use-intl/core'
import { localeTags, type Locale } from './locale-names'
import { loadMessages } from './namespaces'
import type { NamespacePath, Texts } from './texts'

/** The texts of one namespace in a given language, where no request says which: mails go to somebody else than whoever asks. */
export async function getTextsOf<P extends NamespacePath>(locale: Locale, namespace: P): Promise<Texts<P>> {
  const messages = await loadMessages(locale)
  return createTranslator({ locale: localeTags[locale], messages, namespace: namespace as never }) as unknown as Texts<P>
}
