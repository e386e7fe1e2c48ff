// What is said about a result that the database did not take yet: by the page, by the action's answer, and by the callback's own page.

export const unsavedTitle = 'This result is not in the history yet'

export const unsavedNotice =
  'Exact Online has answered, and the result is below. It is not in the history yet, because the portal can not write to its database at the ' +
  'moment. The portal keeps the result sealed, and puts it there by itself once the database is back: you need not preauthenticate again.'

export const unsavedAdvice =
  'Copying the three fields now, or downloading the file, is wise: this page shows them once. Later they stand in your settings history.'

export const unsavedFields = [
  { field: 'refreshToken', label: 'Refresh Token', rows: 3 },
  { field: 'xml', label: 'Content settings.xml', rows: 10 },
  { field: 'encryptStatement', label: 'Encrypt Statement', rows: 5 },
] as const

/** The file as an address of its own: a link that saves it asks nobody, so it works while the portal's database does not. */
export const fileAddress = (xml: string) => `data:application/xml;charset=utf-8,${encodeURIComponent(xml)}`
