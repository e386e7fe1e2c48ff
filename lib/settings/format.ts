import { z } from 'zod'

/**
 * Everything about a settings file that facts/invantive.md marks as UNCONFIRMED or third-party, in one place.
 * SETTINGS_FORMAT_FILE may replace any of it, without a change of code: a JSON object with the keys below.
 */
export const settingsFormatSchema = z.strictObject({
  /** 3P: attributes of the root `<settings>`. */
  rootAttributes: z.record(z.string(), z.string()),
  /** DOC: "Code for use in settings.xml"; the codes of platforms other than Exact Online are UNCONFIRMED. */
  providers: z.record(z.string(), z.object({ code: z.string(), alias: z.string() })),
  /** DOC: every sample has these, with this capital A. */
  databaseAttributes: z.object({
    order: z.string(),
    userLogonCodeMode: z.string(),
    passwordMode: z.string(),
    AllowConnectionStringRewrite: z.string(),
  }),
  connectionStringKeys: z.object({
    apiUrl: z.string(), // DOC
    clientId: z.string(), // DOC
    clientSecret: z.string(), // DOC
    redirectUri: z.string(), // DOC
    refreshToken: z.string(), // UNCONFIRMED: fits the pattern of the others
  }),
  /** UNCONFIRMED: the page "Encrypt Value" exists, its statement was not seen. `{value}` is the quoted connection string. */
  encryptStatement: z.string().refine((template) => template.includes('{value}'), 'must hold {value}'),
  /** UNCONFIRMED: how a double quote is written inside a double-quoted value of Invantive Script. */
  escapedQuote: z.string(),
})

export type SettingsFormat = z.infer<typeof settingsFormatSchema>

export const defaultFormat: SettingsFormat = {
  rootAttributes: {
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
    version: '5',
    forcedefault: 'false',
  },
  providers: { 'exact-online': { code: 'ExactOnlineAll', alias: 'eol' } },
  databaseAttributes: { order: '10', userLogonCodeMode: 'Hidden', passwordMode: 'Hidden', AllowConnectionStringRewrite: 'false' },
  connectionStringKeys: {
    apiUrl: 'api-url',
    clientId: 'api-client-id',
    clientSecret: 'api-client-secret',
    redirectUri: 'api-redirect-url',
    refreshToken: 'api-refresh-token',
  },
  encryptStatement: 'local encrypt "{value}"',
  escapedQuote: '""',
}

/** What the result page tells the user, by its key in the messages: no source at hand confirms it. */
export const unconfirmedParts = (format: SettingsFormat) =>
  [
    { part: 'tokenName', value: format.connectionStringKeys.refreshToken },
    { part: 'escaping', value: '' },
    { part: 'statement', value: format.encryptStatement.replace('"{value}"', '"…"') },
    { part: 'root', value: '' },
  ] as const
