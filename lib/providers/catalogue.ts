import { env } from '../env.js'
import { exactOnlineHosts } from './origins.mjs'
import { platformSchema, type Country, type Platform, type ProviderAddresses } from './schema'

const exact = (code: keyof typeof exactOnlineHosts, name: string): Country => ({
  code,
  name,
  origin: `https://${exactOnlineHosts[code]}`,
  appCenterUrl: 'https://apps.exactonline.com',
})

// The sandbox is a country like the others, there only while SANDBOX_URL is set.
const sandbox: Country[] = env.SANDBOX_URL
  ? [{ code: 'sandbox', name: 'Sandbox', origin: env.SANDBOX_URL, appCenterUrl: `${env.SANDBOX_URL}/app-center` }]
  : []

/** One row of data per platform. Sources: facts/exact-online.md. */
export const platforms: readonly Platform[] = [
  {
    id: 'exact-online',
    name: 'Exact Online',
    countries: [
      exact('nl', 'Netherlands'),
      exact('be', 'Belgium'),
      exact('de', 'Germany'),
      exact('fr', 'France'),
      exact('es', 'Spain'),
      exact('uk', 'United Kingdom'),
      exact('us', 'United States'),
      ...sandbox,
    ],
    paths: { authorize: '/api/oauth2/auth', token: '/api/oauth2/token', api: '/api/v1' },
    clientAuthentication: 'client_secret_post' as const,
    authorizationParameters: { force_login: '1' },
    clientIdPattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    codeLifeSeconds: 180,
    refreshTokenIdleDays: 30,
    readyRedirectUris: ['https://clientredirect.invantive.com', 'https://exactonlineclientredirect.invantive.com'],
  },
].map((row) => platformSchema.parse(row))

export const getPlatform = (id: string) => platforms.find((platform) => platform.id === id) ?? null
export const platformName = (id: string) => getPlatform(id)?.name ?? id

/** The countries to choose from: `host` is what the user sees in the address bar. */
export const countriesOf = (platformId: string) =>
  (getPlatform(platformId)?.countries ?? []).map((country) => ({ ...country, host: new URL(country.origin).host }))

export const getCountry = (platformId: string, code: string) =>
  getPlatform(platformId)?.countries.find((country) => country.code === code) ?? null

/** A country that is not offered any more (a sandbox that was switched off) keeps its code as its name. */
export const countryName = (platformId: string, code: string) =>
  getCountry(platformId, code)?.name ?? (code === 'sandbox' ? 'Sandbox' : code.toUpperCase())

/** The addresses for one country, or null when the pair is not in the catalogue: no address ever comes from a form. */
export function getAddresses(platformId: string, code: string): ProviderAddresses | null {
  const platform = getPlatform(platformId)
  const country = getCountry(platformId, code)
  if (!platform || !country) return null
  const at = (path: string) => country.origin + path
  const { authorize, token, api } = platform.paths
  return { issuer: country.origin, authorizeUrl: at(authorize), tokenUrl: at(token), apiUrl: at(api) }
}

/** The portal's own redirect URI: one path per platform, a defence against mix-up where `iss` is missing (RFC 9700, 4.4). */
export const ownRedirectUri = (platformId: string) => `${env.PORTAL_URL}/callback/${platformId}`
