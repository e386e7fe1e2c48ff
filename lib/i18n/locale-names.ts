/** The languages of the portal; each has a folder in messages/. */
export const locales = ['en', 'nl', 'de', 'fr'] as const

export type Locale = (typeof locales)[number]

/** A language with the manners of its country in dates and numbers (BCP 47): as `lang` of a page, and for next-intl. */
export const localeTags = { en: 'en-GB', nl: 'nl', de: 'de', fr: 'fr' } as const

/** How each language calls itself: the one word that its readers find on a page they can't read. */
export const localeNames: Record<Locale, string> = { en: 'English', nl: 'Nederlands', de: 'Deutsch', fr: 'Français' }
