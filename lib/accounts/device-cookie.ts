import 'server-only'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { env } from '../env.js'

const secure = env.PORTAL_URL.startsWith('https:')

/** A browser from which an account was logged in to before (OWASP, "device cookies"). It opens nothing: it only keeps its owner out of the crowd. */
export const deviceCookie = {
  name: secure ? '__Host-preauth-portal.device' : 'preauth-portal.device',
  options: { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: 365 * 24 * 60 * 60 } as const,
}

const sign = (id: string, email: string) =>
  createHmac('sha256', env.NEXTAUTH_SECRET ?? '')
    .update(`device|${id}|${email}`)
    .digest('base64url')

/** @returns the cookie's value for a browser that has just logged in */
export function issueDevice(email: string): string {
  const id = randomBytes(16).toString('base64url')
  return `${id}.${sign(id, email)}`
}

/** @returns the device's id when the cookie was issued for this very account, else null */
export function readDevice(value: string | null, email: string): string | null {
  const [id = '', signature = ''] = (value ?? '').split('.')
  const given = Buffer.from(signature)
  const right = Buffer.from(sign(id, email))
  return given.length === right.length && timingSafeEqual(given, right) ? id : null
}
