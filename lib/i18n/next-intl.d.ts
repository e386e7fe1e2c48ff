import type { Locale, localeTags } from './locale-names'

declare module 'next-intl' {
  interface AppConfig {
    Locale: (typeof localeTags)[Locale]
  }
}
