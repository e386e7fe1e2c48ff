import type { SettingsFormat } from './format'

/**
 * The Invantive Script statement that encrypts the connection string on the device that will use it (the seed; facts/invantive.md). Pure.
 * Invantive Script expands `${NAME}` inside a value, and no way to prevent it is known: such a value gets a remark in place of a statement.
 */
export function renderEncryptStatement(connectionString: string, format: SettingsFormat): string {
  if (/\$\{|[\p{Cc}\p{Cs}]/u.test(connectionString)) {
    return 'local remark This connection string can not be written as one value of Invantive Script. Encrypt it by hand.'
  }
  const value = connectionString.replaceAll('"', () => format.escapedQuote)
  return format.encryptStatement.replace('{value}', () => value)
}
