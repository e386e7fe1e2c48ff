import { z } from 'zod'

/** One country of a platform: it decides every address, and they are never mixed (facts/exact-online.md, "Endpoints"). */
const countrySchema = z.object({
  code: z.string().regex(/^[a-z]{2,10}$/),
  name: z.string(),
  /** Scheme, host and, for a sandbox, a path; no slash at the end. */
  origin: z.url(),
  appCenterUrl: z.url(),
})

export const platformSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  countries: z.array(countrySchema).min(1),
  paths: z.object({ authorize: z.string(), token: z.string(), api: z.string() }),
  clientAuthentication: z.enum(['client_secret_post']),
  /** Constant parameters of the authorization request. */
  authorizationParameters: z.record(z.string(), z.string()),
  /** What every client ID of this platform looks like: another one is refused before anything is sent. */
  clientIdPattern: z.instanceof(RegExp),
  codeLifeSeconds: z.number().int().positive(),
  refreshTokenIdleDays: z.number().int().positive(),
  /** Redirect URIs that users of Invantive SQL register; offered where the portal's own can't be used. */
  readyRedirectUris: z.array(z.url()),
})

export type Platform = z.infer<typeof platformSchema>
export type Country = z.infer<typeof countrySchema>
/** The addresses one attempt is bound to. */
export type ProviderAddresses = { issuer: string; authorizeUrl: string; tokenUrl: string; apiUrl: string }
