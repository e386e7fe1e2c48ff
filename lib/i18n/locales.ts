import Negotiator from 'negotiator'
import { locales, type Locale } from './locale-names'

/** Whatever a cookie, a form or a row says; null for anything but a language of the portal. */
export const readLocale = (value: unknown): Locale | null => locales.find((locale) => locale === value) ?? null

/** The best of our languages for a header Accept-Language (RFC 9110, 12.5.4); English where none fits. */
export const negotiateLocale = (acceptLanguage: string | null): Locale =>
  readLocale(new Negotiator({ headers: { 'accept-language': acceptLanguage ?? '' } }).language([...locales])) ?? 'en'
