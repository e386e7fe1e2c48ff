import { buildSettings, type SettingsValues } from './build-settings'
import type { SettingsFormat } from './format'

const mask = '••••••••••••'

/** The three fields of the result as they look before they are revealed: built anew with masks, so no secret is opened to show it. Pure. */
export const buildMaskedSettings = (values: Omit<SettingsValues, 'clientSecret' | 'refreshToken'>, format: SettingsFormat) =>
  buildSettings({ ...values, clientSecret: mask, refreshToken: mask }, format)
