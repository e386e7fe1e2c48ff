/** What a browser remembers of its reader's ways. */
export const languageCookie = 'language'
export const timeZoneCookie = 'time-zone'
