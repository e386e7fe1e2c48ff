import { useTranslations as useNextIntlTranslations } from 'next-intl'
import { withWordsAlone } from './rich-words'
import type { NamespacePath, Texts } from './texts'

/** The texts of one namespace, in the user's language, for components on the server and in the browser. */
export const useTranslations = <P extends NamespacePath>(namespace: P) =>
  withWordsAlone(useNextIntlTranslations(namespace as never) as unknown as Texts<P>)
