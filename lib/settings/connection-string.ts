import type { SettingsFormat } from './format'

/** What a connection string for one platform says. `apiUrl` is the country's address without a path, as Invantive's samples have it. */
export type ConnectionValues = { apiUrl: string; clientId: string; clientSecret: string; redirectUri: string; refreshToken: string }

// .NET's DbConnectionStringBuilder leaves a value bare when it holds no quote, `=`, `;`, blank or control character, and otherwise puts it
// in double quotes with the quotes within doubled (facts/invantive.md, "The connection string").
const bare = /^[^"'=;\s\p{Cc}]+$/u
export const quoteValue = (value: string) => (bare.test(value) ? value : `"${value.replaceAll('"', '""')}"`)

/** Pure. The order is that of Invantive's sample; the refresh token comes last. */
export function buildConnectionString(values: ConnectionValues, { connectionStringKeys: keys }: SettingsFormat): string {
  const order = ['apiUrl', 'clientId', 'clientSecret', 'redirectUri', 'refreshToken'] as const
  return order.map((part) => `${keys[part]}=${quoteValue(values[part])}`).join(';')
}
