// The only reader of process.env. Loaded by next.config.js (a malformed value stops the build), by server.mjs (which also refuses what is
// missing or weak, see lib/start-problems.js) and by lib/.
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { accountSettings } from './account-settings.js'
import { readAccent } from './brand/accent.mjs'
import { nextSettings } from './next-settings.js'
import { readSender, smtpProblem } from './mail-settings.mjs'
import { givenOnce, proxySettings } from './proxy-settings.js'
import {
  checkedText,
  countBetween,
  numberBetween,
  databaseProblem,
  oneOf,
  portalProblem,
  quotesHint,
  webAddressProblem,
} from './setting-problems.js'
import { signOnSettings } from './sign-on-settings.js'

/** Names and ranges that only machines of the same house can reach. `.test` is reserved by RFC 2606. */
const privateHost = new RegExp(
  [
    /^[^.:[\]]+$/, // a name without a dot
    /\.(localhost|local|internal|test|lan|home\.arpa)$/,
    /^(127|10)(\.\d+){3}$|^(192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))(\.\d+){2}$/,
    /^\[(::1|f[cd][0-9a-f]{2}:.*|fe80:.*)\]$/,
  ]
    .map((part) => part.source)
    .join('|'),
  'i',
)

/** @param {URL} url */
export const isPublicAddress = (url) => !privateHost.test(url.hostname)

/** @param {URL} url */
export const isLoopback = (url) => /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/i.test(url.hostname)

/**
 * A key of 32 bytes, as base64, base64url or 64 hexadecimal digits.
 * @param {string} text
 */
export function decodeKey(text) {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null
}

/** 32 random bytes hold about 30 different values; one repeated word or character holds far fewer. @param {string} text */
function isStrongKey(text) {
  const key = decodeKey(text)
  return key !== null && key.length === 32 && new Set(key).size >= 20
}

/** @param {string} text */
const isStrongSecret = (text) => text.length >= 32 && new Set(text).size >= 12

const webAddress = checkedText(webAddressProblem).trim()

/** @param {string} value */
const isSecure = (value) => URL.canParse(value) && (new URL(value).protocol === 'https:' || isLoopback(new URL(value)))

const environmentSchema = z.object({
  NODE_ENV: z.string().default('development'),
  PORTAL_URL: checkedText(portalProblem).trim().optional(),
  PORT: countBetween(0, 65535).optional(),
  HOST: z.string().optional(),
  DATABASE_URL: checkedText(databaseProblem).default('file:./data/portal.db'),
  DATABASE_POOL: countBetween(1, 200).default(10),
  NEXTAUTH_SECRET: z.string().refine(isStrongSecret, 'must be at least 32 random characters').optional(),
  ENCRYPTION_KEY: z.string().refine(isStrongKey, 'must be 32 random bytes in base64').optional(),
  KEY_FILE: z.string().optional(),
  SPOOL_DIR: z.string().optional(),
  LEASE_SECONDS: numberBetween(1, 300).default(20),
  ...accountSettings,
  SANDBOX_URL: webAddress.transform((value) => value.replace(/(?<!\/)\/+$/, '')).optional(),
  SMTP_URL: checkedText(smtpProblem).optional(),
  MAIL_FROM: z
    .string()
    .refine((text) => readSender(text) !== null, 'must be an address, as Preauth Portal <portal@example.com>')
    .optional(),
  ...proxySettings,
  TRUSTED_PROXIES: countBetween(0, 10).default(0),
  SETTINGS_FORMAT_FILE: z.string().optional(),
  PORTAL_NAME: z.string().trim().min(1).max(40, 'must be at most 40 characters').default('Preauth Portal'),
  PORTAL_ACCENT: z
    .string()
    .refine((text) => readAccent(text) !== null, 'must be a colour as #0b6b5d, or two: for light and dark')
    .optional(),
  PORTAL_LOGO: z
    .string()
    .regex(/\.(svg|png|webp)$/i, 'must be the path of an .svg, .png or .webp file')
    .optional(),
  DESIGN_PAGE: oneOf(['on', 'off']).default('off'),
  ...signOnSettings(
    webAddress
      .refine(isSecure, 'must begin with https:// anywhere but on localhost')
      .refine((value) => !value.includes('/.well-known/'), 'must be the issuer itself, without /.well-known/openid-configuration'),
  ),
  METRICS_TOKEN: z.string().refine(isStrongSecret, 'must be at least 32 random characters').optional(),
  ...nextSettings,
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

/**
 * @typedef {Omit<z.infer<typeof environmentSchema>, 'PORTAL_URL' | 'PORT' | 'SPOOL_DIR'> & { PORTAL_URL: string, PORT: number, SPOOL_DIR: string }} Environment
 * `PORTAL_URL` is an origin: scheme, host and port, no slash at the end.
 */

/**
 * The folder of an SQLite file; null for a server.
 * @param {string} databaseUrl
 */
export function databaseFolder(databaseUrl) {
  const [address = ''] = databaseUrl.split('?')
  if (!address.startsWith('file:')) return null
  return dirname(address.startsWith('file://') ? fileURLToPath(address) : resolve(address.slice('file:'.length)))
}

/**
 * @param {Record<string, string | undefined>} source
 * @returns {Environment}
 * @throws {Error} names each malformed setting, never its value
 */
export function readEnvironment(source) {
  const { given, problems } = givenOnce(source)
  const read = environmentSchema.safeParse(given)
  const issues =
    read.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}${quotesHint(given[String(issue.path[0])])}`) ?? []
  const lines = [...problems, ...issues]
  if (!read.success || lines.length) {
    throw new Error(`The environment is not usable:\n  ${lines.join('\n  ')}\nSee .env.example.`)
  }
  const { PORTAL_URL, PORT, SPOOL_DIR, ...rest } = read.data
  const origin = new URL(PORTAL_URL ?? `http://localhost:${PORT ?? 3000}`)
  const ownPort = Number(origin.port) || (isLoopback(origin) && origin.protocol === 'http:' ? 80 : 3000)
  // Beside the database file, so that two portals on one machine do not find each other's.
  const spool = resolve(/* turbopackIgnore: true */ SPOOL_DIR ?? join(databaseFolder(rest.DATABASE_URL) ?? 'data', 'spool'))
  return { ...rest, PORTAL_URL: origin.origin, PORT: PORT ?? ownPort, SPOOL_DIR: spool }
}

/** Exact Online accepts only public https addresses as a redirect URI (facts/exact-online.md). @param {string} origin */
export const isPublicHttps = (origin) => new URL(origin).protocol === 'https:' && isPublicAddress(new URL(origin))

export const env = readEnvironment(process.env)

// next-auth 4 reads these two by itself; without them it would trust the Host header.
process.env.NEXTAUTH_URL = env.PORTAL_URL
