import { z } from 'zod'

export const normaliseEmail = (text: string) => text.trim().normalize('NFC').toLowerCase()

export const emailSchema = z
  .string()
  .transform(normaliseEmail)
  .pipe(z.email('Give an e-mail address, as mila@kantoor.example.').max(254, 'Use at most 254 characters.'))

/** No rules of composition (OWASP ASVS 5.0, V6.2): length is what counts. */
export const newPasswordSchema = z.string().min(8, 'Use at least 8 characters.').max(128, 'Use at most 128 characters.')

export const signUpSchema = z.object({ email: emailSchema, password: newPasswordSchema })

/** What somebody types to log in, whatever it is: no rule but that it is text. */
export const credentialsSchema = z.object({ email: z.string().max(300), password: z.string().max(1_000) })
