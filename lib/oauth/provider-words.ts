/**
 * The provider's own words about an error, fit to be stored and shown as text: one line, cut, without anything long enough to be a code or token,
 * and without the secrets of the attempt should they be repeated there.
 */
export function cleanProviderWords(words: string | null | undefined, ...secrets: string[]): string | null {
  const open = secrets.filter(Boolean).reduce((text, secret) => text.replaceAll(secret, '…'), words ?? '')
  const line = open.replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ').replace(/\S{60,}/g, '…')
  return line.trim().slice(0, 300) || null
}
