import { z } from 'zod'
import { boundedText } from '../bounded-text'
import { says } from '../field-problem'
import { printable } from '../printable'

/** What its user calls a passkey. */
export const passkeyNameSchema = printable(60)
export const passkeyFormSchema = z.object({ passkeyName: passkeyNameSchema })

/** Six digits, also with the blank in the middle that many apps show. */
export const totpCodeSchema = boundedText(50, 'totpCode')
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^[0-9]{6}$/, says('totpCode')))

/**
 * 24 digits of Crockford's base32, which leaves out I, L, O and U. Read as people copy it from paper: any case, with blanks and dashes or without, and
 * the letters that are left out as the digits they look like.
 */
export const recoveryCodeSchema = boundedText(100, 'recoveryCode')
  .transform((text) =>
    text
      .replace(/[\s\p{Pd}]/gu, '')
      .toUpperCase()
      .replaceAll('O', '0')
      .replace(/[IL]/g, '1'),
  )
  .pipe(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{24}$/, says('recoveryCode')))

/** What turns an app on: the secret that the page gave it, and the code that shows it has it. */
export const totpSetUpSchema = z.object({ secret: boundedText(32, 'fillIn').regex(/^[A-Z2-7]{32}$/, says('fillIn')), code: totpCodeSchema })
