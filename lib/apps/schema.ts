import { z } from 'zod'
import { boundedText } from '../bounded-text'
import { says } from '../field-problem'
import { printable } from '../printable'
import { canonicalClientId } from './client-id'

// Invantive Script would expand it in the Encrypt Statement, and no app of Exact Online has it.
const noExpansion = (text: string) => !text.includes('${')

function isRedirectUri(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  return !url.username && !url.password && /^[\x21-\x7e]+$/.test(text) && !/[#\\"<>]/.test(text)
}

export const clientIdSchema = printable(200).refine(noExpansion, says('expansion')).transform(canonicalClientId)
export const clientSecretSchema = printable(500).refine(noExpansion, says('expansion'))
export const redirectUriSchema = printable(1_000).refine(isRedirectUri, says('redirectUri')).refine(noExpansion, says('expansion'))
export const registrationNameSchema = printable(64)

// A union would tell of no text that is too long: what ended both of its readings it calls by no name.
const emptyOr = (schema: typeof clientSecretSchema) =>
  z.string().transform((text, context) => {
    const read = text === '' ? { success: true as const, data: '' } : schema.safeParse(text)
    if (read.success) return read.data
    context.issues.push(...read.error.issues.map((issue) => ({ ...issue, input: text }) as z.core.$ZodRawIssue))
    return z.NEVER
  })

/** The values of an app in the App Center. `clientSecret` is empty where the stored one is to be kept. */
export const appRegistrationSchema = z.object({
  platform: boundedText(40),
  country: boundedText(40),
  clientId: clientIdSchema,
  clientSecret: emptyOr(clientSecretSchema),
  deviating: z.boolean(),
  redirectUri: redirectUriSchema,
})

export type AppRegistrationValues = z.infer<typeof appRegistrationSchema>

/** Exact Online's app registers on https only; http is for a local sandbox. */
export const isHttps = (uri: string) => new URL(uri).protocol === 'https:'
