import { create } from 'xmlbuilder2'
import type { SettingsFormat } from './format'

/** One settings file: group, connection and database carry the same name. */
export type SettingsFile = { name: string; platform: string; connectionString: string }

/**
 * Renders settings-<NAME>.xml (facts/invantive.md, "The file"): UTF-8 with declaration, two-space indent, LF, one newline at the end. Pure.
 * @throws when a value holds a character that XML 1.0 has no place for
 */
export function renderSettingsXml({ name, platform, connectionString }: SettingsFile, format: SettingsFormat): string {
  const provider = Object.hasOwn(format.providers, platform) && format.providers[platform]
  if (!provider) throw new Error(`No provider code for platform ${platform}`)
  const { order, AllowConnectionStringRewrite, ...modes } = format.databaseAttributes
  const database = { order, alias: provider.alias, provider: provider.code, ...modes, connectionString, AllowConnectionStringRewrite }
  // xmlbuilder2 writes line breaks and tabs in attributes raw, and a parser reads them back as blanks. They are refused at every field.
  if (/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(name + connectionString)) throw new Error('A value holds a character that XML can not carry')

  // xmlbuilder2 takes `&c;` in a value for a reference and leaves it; `&amp;` it leaves too.
  const escaped = (attributes: Record<string, string>) =>
    Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, value.replaceAll('&', '&amp;')]))
  const document = create({ version: '1.0', encoding: 'UTF-8' })
  document
    .ele('settings', escaped(format.rootAttributes))
    .ele('group', escaped({ name }))
    .ele('connection', escaped({ name }))
    .ele('database', escaped(database))
  return `${document.end({ prettyPrint: true, indent: '  ', newline: '\n', wellFormed: true })}\n`
}
