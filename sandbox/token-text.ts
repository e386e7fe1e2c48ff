import { randomBytes, randomInt, randomUUID } from 'node:crypto'

/**
 * Codes and tokens in Exact's shape (facts: "The code", "Token answer"): a stamp, four characters, an exclamation mark, base64url.
 * All of it is random: no part comes from a real token.
 */
export function makeCode(): string {
  return `stampNL001.${letters(4)}!IAAAA${base64url(480)}`
}

export function makeRefreshToken(): string {
  return `stampNL001.${letters(4)}!IAAAA${base64url(510)}`
}

export function makeAccessToken(): string {
  return `stampNL001.gAAAA${base64url(600)}`
}

export function makeClientId(): string {
  return randomUUID()
}

export function makeClientSecret(): string {
  return letters(14)
}

export function makeSecretId(): string {
  return base64url(24)
}

function base64url(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'

function letters(count: number): string {
  return Array.from({ length: count }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}
