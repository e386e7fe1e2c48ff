import 'server-only'
import { readFileSync } from 'node:fs'
import { env } from '../env.js'
import { defaultFormat, settingsFormatSchema, type SettingsFormat } from './format'

let format: SettingsFormat | undefined

/** The format in force: the default, with what SETTINGS_FORMAT_FILE replaces. @throws when that file can't be read or says something else */
export function getSettingsFormat(): SettingsFormat {
  if (format) return format
  if (!env.SETTINGS_FORMAT_FILE) return (format = defaultFormat)
  try {
    const given = settingsFormatSchema.partial().parse(JSON.parse(readFileSync(env.SETTINGS_FORMAT_FILE, 'utf8')))
    return (format = settingsFormatSchema.parse({ ...defaultFormat, ...given }))
  } catch (cause) {
    throw new Error('SETTINGS_FORMAT_FILE is not a settings format; see lib/settings/format.ts', { cause })
  }
}
