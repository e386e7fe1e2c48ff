import { getTranslations as getNextIntlTranslations } from 'next-intl/server'
import { withWordsAlone } from './rich-words'
import type { Messages, NamespacePath, Texts, Translator } from './texts'

/** The texts of one namespace, in the user's language, for what waits: pages, actions, routes. */
export const getTranslations = async <P extends NamespacePath>(namespace: P) =>
  withWordsAlone((await getNextIntlTranslations(namespace as never)) as unknown as Texts<P>)

/** All of them: the keys begin with the namespace. */
export const getAllTranslations = async () => withWordsAlone((await getNextIntlTranslations()) as unknown as Translator<Messages>)
