/** What the search looks at. In LIKE an underscore stands for any character, and no escape works on both databases. */
export const buildSearchKey = (nameKey: string) => nameKey.replaceAll('_', '\u2017')

/** No name holds one of these, and LIKE would read something into them; nor is a name anywhere near as long. */
export const canBeInName = (search: string) => search.length <= 1_200 && !/[\\%\0]/.test(search)
