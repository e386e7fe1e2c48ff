/** The three values that the App Center shows for an app. */
export const valueFields = ['clientId', 'clientSecret', 'redirectUri'] as const

export type ValueField = (typeof valueFields)[number]

// As they stand in App Center, in settings files, in this portal, and in mails about them, in four languages. A word alone ("secret", "id")
// is no label: it may be the beginning of a value.
const words: Record<ValueField, string> = {
  clientId:
    "(?:api[-_\\s])?cli[eë]nt[-_\\s]?(?:id|identifier|identificatie|kennung)|(?:id|identifiant)(?:\\s(?:de|du))?\\sclient|identifiant\\sde\\sl[’']application",
  clientSecret:
    '(?:api[-_\\s])?cli[eë]nt[-_\\s]?(?:secret|geheim(?:nis)?|schlüssel)|geheimer\\sclient[-\\s]?schlüssel|' +
    '(?:secret|clé\\ssecrète|code\\ssecret)(?:\\s(?:de|du))?\\sclient|clé\\ssecrète',
  redirectUri:
    '(?:api[-_\\s])?(?:redirect(?:ion)?|call[-_\\s]?back|omleid(?:ing)?s?|doorstuur|umleitungs|weiterleitungs|rückruf)[-_\\s]?(?:ur[il]|adres(?:se)?)|' +
    'ur[il]\\sde\\s(?:redirection|rappel)|adresse\\sde\\sredirection',
}

// The English name in brackets, as this portal writes it; then what may close markup, as in **Client ID** or "client_id".
const ending = '(?:\\s?\\([^()\\n]{1,40}\\))?["\'`*_]*(?![\\p{L}\\p{N}_])'

/** A label, without what stands before and after it. */
export const labelOf = (field: ValueField) => `(?:${words[field]})${ending}`

/** Between a label and its value. */
export const separator = '(?:\\s*(?:[:=：→]|=>|->)["\'`*_]*\\s*|[^\\S\\t]*\\t\\s*|\\s+[-–—]\\s+)'

/** A client ID of Exact Online (facts: always a GUID). */
export const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i
