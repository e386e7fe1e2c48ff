import 'server-only'
import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { encode } from 'uqr'
import { totpCodeSchema } from './schema'

// What every app reads: some ignore any other algorithm, number of digits or period, and show wrong codes.
const form = { algorithm: 'SHA1', digits: 6, period: 30 }

/** A new secret: 160 random bits (RFC 4226, section 4, R6), in base32. The one place of chance in this file. */
export const makeTotpSecret = (): string => new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer }).base32

/**
 * What an app scans. `issuer` is the portal's name; a colon in it would end it too early.
 * @returns `otpauth://totp/<issuer>:<email>?issuer=…&secret=…&algorithm=SHA1&digits=6&period=30`
 */
export const buildTotpUri = ({ secret, email, issuer }: { secret: string; email: string; issuer: string }): string =>
  new TOTP({ ...form, issuer: issuer.replaceAll(':', ' '), label: email, secret }).toString()

/** ISO/IEC 18004: four modules of light ground all around, or scanners do not find it. */
const quietZone = 4

/**
 * A QR code as the path of an SVG of `viewBox="0 0 <size> <size>"`, quiet zone included. The path is what is dark: it needs a ground that is lighter in
 * dark mode, too.
 */
export function renderQrCode(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: quietZone })
  const runsOf = (row: boolean[]) => [...row.map(Number).join('').matchAll(/1+/g)]
  const path = data.flatMap((row, y) => runsOf(row).map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`))
  return { size, path: path.join('') }
}

/**
 * The time step (RFC 6238, section 4.2) that a code belongs to: of now, or one to either side, for clocks that are off and people who type slowly.
 * @param code as it was typed
 * @returns null for a wrong code and for what is none
 */
export function findTotpStep(secret: string, code: string, now: Date): number | null {
  const token = totpCodeSchema.safeParse(code).data
  if (!token) return null
  const timestamp = now.getTime()
  const delta = TOTP.validate({ ...form, token, secret: Secret.fromBase32(secret), timestamp, window: 1 })
  return delta === null ? null : TOTP.counter({ ...form, timestamp }) + delta
}
