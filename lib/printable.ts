import { z } from 'zod'
import { looseText } from './bounded-text'
import { says } from './field-problem'

// Control characters, lone surrogates, private use and non-characters have no place in a value that ends in XML, and format characters
// (right-to-left marks, zero-width blanks) make two different values look the same.
const unprintable = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Cf}\u2028\u2029\u115f\u1160\u2800\u3164\uffa0]/u

/** One line of visible text, whatever it was: what can't be seen is shown as its number, `\u000a`. */
export const showControls = (text: string) =>
  text.replace(new RegExp(unprintable, 'gu'), (sign) => `\\u${sign.codePointAt(0)?.toString(16).padStart(4, '0')}`)

/** One line of visible text, trimmed. `maximum`: in UTF-16 units. */
export const printable = (maximum: number) =>
  looseText(maximum, 'tooLong')
    .transform((text) => text.trim())
    .pipe(
      z
        .string()
        .min(1, says('fillIn'))
        .max(maximum, { error: says('tooLong'), abort: true })
        .refine((text) => !unprintable.test(text), says('unprintable')),
    )
