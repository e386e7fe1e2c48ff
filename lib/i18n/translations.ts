import { getTranslations as getNextIntlTranslations } from 'next-intl/server'
import type { Messages, NamespacePath, Texts, Translator } from './texts'

/** The texts of one namespace, in the user's language, for what waits: pages, actions, routes. */
export const getTranslations = <P extends NamespacePath>(namespace: P) =>
  getNextIntlTranslations(namespace as never) as unknown as Promise<Texts<P>>

/** All of them: the keys begin with the namespace. */
export const getAllTranslations = () => getNextIntlTranslations() as unknown as Promise<Translator<Messages>>
