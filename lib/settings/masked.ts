import { buildConnectionString, type ConnectionValues } from './connection-string'
import { renderEncryptStatement } from './encrypt-statement'
import type { SettingsFormat } from './format'
import { renderSettingsXml } from './settings-xml'

const mask = '••••••••••••'

/** The three fields of the result as they look before they are revealed: built anew with masks, so no secret is opened to show it. Pure. */
export function renderMasked(name: string, platform: string, values: Omit<ConnectionValues, 'clientSecret' | 'refreshToken'>, format: SettingsFormat) {
  const connectionString = buildConnectionString({ ...values, clientSecret: mask, refreshToken: mask }, format)
  return {
    refreshToken: mask.repeat(3),
    xml: renderSettingsXml({ name, platform, connectionString }, format),
    encryptStatement: renderEncryptStatement(mask.repeat(3), format),
  }
}
