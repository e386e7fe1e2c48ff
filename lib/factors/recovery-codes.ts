import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { recoveryCodeSchema } from './schema'

const codesInASet = 10
/** 120 bits: too many to guess, so that a plain hash keeps them (OWASP ASVS 5.0, V6.5.2). */
const bytesOfACode = 15

// Crockford's base32: digits, and the letters that look like none of them.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** @returns six groups of four, as people can copy them */
export function renderRecoveryCode(bytes: Buffer): string {
  const digits = BigInt(`0x${bytes.toString('hex')}`)
    .toString(32)
    .padStart(24, '0')
  const code = Array.from(digits, (digit) => alphabet[parseInt(digit, 32)]).join('')
  return (code.match(/.{4}/g) ?? []).join('-')
}

/** A new set, to be shown once. */
export const makeRecoveryCodes = (): string[] => Array.from({ length: codesInASet }, () => renderRecoveryCode(randomBytes(bytesOfACode)))

/** @returns the 24 digits of a code as somebody typed it, or null for what is none */
export const readRecoveryCode = (text: string): string | null => recoveryCodeSchema.safeParse(text).data ?? null

/** What the database holds of a code, once it was read. The words before it keep it from being the hash of anything else. */
export const hashRecoveryCode = (code: string): string =>
  createHash('sha256').update(`preauth-portal recovery code ${code}`).digest('base64url')
