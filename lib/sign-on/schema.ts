import { z } from 'zod'
import { boundedText } from '../bounded-text'

/**
 * What a sign-on must be answered with. Kept for the browser that began it, taken out once, and good for ten minutes.
 * All of it is text and numbers, so that it comes back from JSON as it went in. `startedAt`: ISO 8601. `maxAgeSeconds`: null where the age of the
 * log-in at the provider does not matter.
 */
export const signOnDetailSchema = z.strictObject({
  state: boundedText(128).min(1),
  nonce: boundedText(128).min(1),
  codeVerifier: boundedText(128).min(43),
  startedAt: boundedText(40).pipe(z.iso.datetime()),
  maxAgeSeconds: z.number().int().min(0).nullable(),
})
export type SignOnDetail = z.infer<typeof signOnDetailSchema>

export const signOnLifeMs = 10 * 60 * 1000
