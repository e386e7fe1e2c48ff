import { z } from 'zod'

// Control characters, lone surrogates, private use and non-characters have no place in a value that ends in XML, and format characters
// (right-to-left marks, zero-width blanks) make two different values look the same.
const unprintable = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Cf}\u2028\u2029\u115f\u1160\u2800\u3164\uffa0]/u

/** One line of visible text, trimmed. @param what the field's label, for the messages */
export const printable = (what: string, maximum: number) =>
  z
    .string()
    .transform((text) => text.trim())
    .pipe(
      z
        .string()
        .min(1, `Fill in ${what}.`)
        .max(maximum, `${what} is too long: at most ${maximum} characters.`)
        .refine((text) => !unprintable.test(text), `${what} holds an invisible or forbidden character. Copy it once more.`),
    )
