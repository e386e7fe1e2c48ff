import { z } from 'zod'
import { looseText } from '../bounded-text'
import { says } from '../field-problem'
import { bareSettingsName } from './file-name'

// Windows keeps these for devices, whatever extension follows ("NUL.txt").
const device = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i

const longestName = 64

/** NAME of settings-<NAME>.xml: usable as a file name on Windows, macOS and Linux. 64 UTF-16 units leave room for the rest. */
export const settingsNameSchema = looseText(longestName, 'atMost')
  .transform((text) => bareSettingsName(text.normalize('NFC')).trim())
  .pipe(
    z
      .string()
      .min(1, says('nameMissing'))
      .refine((name) => name.length <= longestName, { error: says('atMost'), params: { maximum: longestName } })
      .regex(/^[\p{L}\p{M}\p{Nd}\-_. ]*$/u, says('nameCharacters'))
      .refine((name) => !/^[.\p{M}]|\.$/u.test(name), says('nameDot'))
      // Letters by their class, blanks to the eye.
      .refine((name) => !/[\u115f\u1160\u3164\uffa0]/.test(name), says('nameInvisible'))
      .refine((name) => !device.test(name), says('nameDevice')),
  )

/** Names that differ only in case are one name on Windows and macOS, and one name here. */
export const settingsNameKey = (name: string) => name.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().normalize('NFKC')
