import { z } from 'zod'
import { says } from '../field-problem'

export const normaliseEmail = (text: string) => text.trim().normalize('NFC').toLowerCase()

export const emailSchema = z
  .string()
  .transform(normaliseEmail)
  .pipe(z.email(says('email')).max(254, says('atMost')))

/** A form that asks for an address alone. */
export const emailFormSchema = z.object({ email: emailSchema })

/** No rules of composition (OWASP ASVS 5.0, V6.2): length is what counts. */
export const newPasswordSchema = z.string().min(8, says('atLeast')).max(128, says('atMost'))

/** What somebody types to log in, whatever it is: no rule but that it is text. */
export const credentialsSchema = z.object({ email: z.string().max(300), password: z.string().max(1_000) })
