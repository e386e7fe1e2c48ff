import type { Locale } from './locale-names'

/** One file in each folder of messages/: an area of the portal. */
export const namespaces = [
  'labels',
  'ui',
  'shell',
  'fields',
  'fieldHelp',
  'entrance',
  'account',
  'administration',
  'leave',
  'passkey',
  'password',
  'security',
  'signOn',
  'activity',
  'preauthenticate',
  'apps',
  'tidy',
  'attempt',
  'exchange',
  'doctor',
  'failures',
  'settings',
  'history',
  'secret',
  'help',
  'helpTopics',
  'tour',
  'mail',
] as const

export type Namespace = (typeof namespaces)[number]

const known = new Map<Locale, Promise<Record<string, never>>>()

/** All texts of one language, by area. Read once. */
export function loadMessages(locale: Locale): Promise<Record<string, never>> {
  const loading = known.get(locale) ?? readMessages(locale)
  known.set(locale, loading)
  return loading
}

async function readMessages(locale: Locale): Promise<Record<string, never>> {
  const read = async (name: Namespace) => {
    return [name, ((await import(`../../messages/${locale}/${name}.json`)) as { default: never }).default]
  }
  return Object.fromEntries(await Promise.all(namespaces.map(read)))
}
