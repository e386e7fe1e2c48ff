import { guid } from './value-labels'

const wholeGuid = new RegExp(`^\\{?(${guid.source})\\}?$`, 'i')

/**
 * A GUID is one value, in capitals or small letters, in braces or without (facts/exact-online.md: old ones were written with braces). It is kept,
 * compared and sent in one spelling; RFC 9562, 4 asks every reader to take both cases. Any other text stays as it is. Pure.
 */
export const canonicalClientId = (text: string) => wholeGuid.exec(text)?.[1]?.toLowerCase() ?? text
