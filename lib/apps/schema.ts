import { z } from 'zod'
import { printable } from '../printable'

// Invantive Script would expand it in the Encrypt Statement, and no app of Exact Online has it.
const noExpansion = (text: string) => !text.includes('${')

function isRedirectUri(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  return !url.username && !url.password && /^[\x21-\x7e]+$/.test(text) && !/[#\\"<>]/.test(text)
}

export const clientIdSchema = printable('Client ID', 200).refine(noExpansion, 'Client ID must not hold ${.')
export const clientSecretSchema = printable('Client Secret', 500).refine(noExpansion, 'Client Secret must not hold ${.')
export const redirectUriSchema = printable('Redirect URI', 1_000)
  .refine(
    isRedirectUri,
    'Redirect URI must be a whole web address, as https://example.com/path, without blanks, foreign letters, # or a password.',
  )
  .refine(noExpansion, 'Redirect URI must not hold ${.')
export const registrationNameSchema = printable('Name', 64)

/** The values of an app in the App Center. `clientSecret` is empty where the stored one is to be kept. */
export const appRegistrationSchema = z.object({
  platform: z.string(),
  country: z.string(),
  clientId: clientIdSchema,
  clientSecret: z.union([z.literal(''), clientSecretSchema]),
  deviating: z.boolean(),
  redirectUri: redirectUriSchema,
})

export type AppRegistrationValues = z.infer<typeof appRegistrationSchema>

/** Exact Online's app registers on https only; http is for a local sandbox. */
export const isHttps = (uri: string) => new URL(uri).protocol === 'https:'
