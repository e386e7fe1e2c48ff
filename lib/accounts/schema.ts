import { z } from 'zod'
import { boundedText, looseText } from '../bounded-text'
import { says } from '../field-problem'

const longestEmail = 254

/** One spelling of an address for all of its typings. What is too long for one is none, and costs nothing: ''. */
export const normaliseEmail = (text: string) => (text.length > 4 * longestEmail ? '' : text.trim().normalize('NFC').toLowerCase())

export const emailSchema = looseText(longestEmail, 'atMost')
  .transform(normaliseEmail)
  .pipe(
    z
      .string()
      .max(longestEmail, { error: says('atMost'), abort: true })
      .pipe(z.email(says('email'))),
  )

/** A form that asks for an address alone. */
export const emailFormSchema = z.object({ email: emailSchema })

/** No rules of composition (OWASP ASVS 5.0, V6.2): length is what counts. */
export const newPasswordSchema = looseText(128, 'atMost').min(8, says('atLeast')).max(128, says('atMost'))

/** What somebody types to log in, whatever it is: no rule but that it is text. */
export const credentialsSchema = z.object({ email: boundedText(300), password: boundedText(1_000) })
