/**
 * The provider's own words about an error, fit to be stored and shown as text: one line, cut, without anything long enough to be a code or token,
 * and without the client secret should it be repeated there.
 */
export function cleanProviderWords(words: string | null | undefined, secret?: string): string | null {
  const text = (secret ? words?.replaceAll(secret, '…') : words)?.replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ').replace(/\S{60,}/g, '…')
  return text?.trim().slice(0, 300) || null
}
