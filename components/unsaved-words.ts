// What is said about a result that the database did not take yet: by the page, and by the callback's own page.

export const unsavedFields = [
  { field: 'refreshToken', rows: 3 },
  { field: 'xml', rows: 10 },
  { field: 'encryptStatement', rows: 5 },
] as const

/** The file as an address of its own: a link that saves it asks nobody, so it works while the portal's database does not. */
export const fileAddress = (xml: string) => `data:application/xml;charset=utf-8,${encodeURIComponent(xml)}`
