import { buildConnectionString, type ConnectionValues } from './connection-string'
import { renderEncryptStatement } from './encrypt-statement'
import type { SettingsFormat } from './format'
import { renderSettingsXml } from './settings-xml'

/** What one settings file is made of. */
export type SettingsValues = ConnectionValues & { name: string; platform: string }

/** The three fields of the result page, from one set of values. Pure. */
export function buildSettings({ name, platform, ...values }: SettingsValues, format: SettingsFormat) {
  const connectionString = buildConnectionString(values, format)
  return {
    refreshToken: values.refreshToken,
    xml: renderSettingsXml({ name, platform, connectionString }, format),
    encryptStatement: renderEncryptStatement(connectionString, format),
  }
}
