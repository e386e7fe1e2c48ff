import { z } from 'zod'
import { boundedText } from '../bounded-text'

/** What a browser sends of a passkey (WebAuthn Level 3, section 5.1), cut down to what is read. Nothing here is believed yet. */

const base64url = (maximum: number) => boundedText(maximum).regex(/^[\w-]+$/)

// 16 bytes at least, 1023 at most (sections 4 and 7.1).
const credentialId = base64url(1_364).min(22)
const credential = { id: credentialId, rawId: credentialId, type: z.literal('public-key') }
const clientDataJSON = base64url(4_000)

export const creationSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON,
    attestationObject: base64url(8_000),
    transports: z
      .array(boundedText(20).regex(/^[a-z-]{1,20}$/))
      .max(10)
      .default([]),
  }),
})

export const answerSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON,
    authenticatorData: base64url(4_000),
    signature: base64url(2_000),
    // At most 64 bytes. Some browsers say nothing with nothing.
    userHandle: boundedText(86)
      .regex(/^[\w-]*$/)
      .nullish(),
  }),
})

/** Null for whatever is not of this shape, also for objects that throw when somebody looks into them, as Next.js makes them out of strange bodies. */
export function readShape<Shape>(schema: z.ZodType<Shape>, given: unknown): Shape | null {
  try {
    return schema.safeParse(given).data ?? null
  } catch {
    return null
  }
}
