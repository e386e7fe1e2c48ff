import type { ReactNode } from 'react'

/** All texts, as English has them: the other languages have the same keys (tests/unit/messages.test.ts). */
export type Messages = {
  labels: typeof import('@/messages/en/labels.json')
  ui: typeof import('@/messages/en/ui.json')
  shell: typeof import('@/messages/en/shell.json')
  fields: typeof import('@/messages/en/fields.json')
  fieldHelp: typeof import('@/messages/en/fieldHelp.json')
  entrance: typeof import('@/messages/en/entrance.json')
  account: typeof import('@/messages/en/account.json')
  administration: typeof import('@/messages/en/administration.json')
  leave: typeof import('@/messages/en/leave.json')
  passkey: typeof import('@/messages/en/passkey.json')
  password: typeof import('@/messages/en/password.json')
  security: typeof import('@/messages/en/security.json')
  signOn: typeof import('@/messages/en/signOn.json')
  activity: typeof import('@/messages/en/activity.json')
  preauthenticate: typeof import('@/messages/en/preauthenticate.json')
  apps: typeof import('@/messages/en/apps.json')
  tidy: typeof import('@/messages/en/tidy.json')
  exchange: typeof import('@/messages/en/exchange.json')
  attempt: typeof import('@/messages/en/attempt.json')
  doctor: typeof import('@/messages/en/doctor.json')
  failures: typeof import('@/messages/en/failures.json')
  settings: typeof import('@/messages/en/settings.json')
  history: typeof import('@/messages/en/history.json')
  secret: typeof import('@/messages/en/secret.json')
  help: typeof import('@/messages/en/help.json')
  helpTopics: typeof import('@/messages/en/helpTopics.json')
  tour: typeof import('@/messages/en/tour.json')
  mail: typeof import('@/messages/en/mail.json')
}

type Name<T> = keyof T & string

/** The keys of a tree of texts, with a dot between the levels. */
export type KeyOf<T> = { [K in Name<T>]: T[K] extends string ? K : `${K}.${KeyOf<T[K]>}` }[Name<T>]

/** A namespace, or a part of one: `apps`, `apps.form`. */
export type NamespacePath = {
  [N in Name<Messages>]: N | { [S in Name<Messages[N]>]: Messages[N][S] extends string ? never : `${N}.${S}` }[Name<Messages[N]>]
}[Name<Messages>]

type Get<T, K extends string> = K extends keyof T ? T[K] : never
type At<P extends string> = P extends `${infer N}.${infer S}` ? Get<Get<Messages, N>, S> : Get<Messages, P>

type Value = string | number | Date
type Part = (chunks: ReactNode) => ReactNode

/**
 * What next-intl's translator takes: a key that is missing fails the types. Ours and not its own type, which the compiler gives up on
 * with as many texts as these, and then takes no key at all.
 */
export type Translator<T> = {
  (key: KeyOf<T>, values?: Record<string, Value>): string
  rich(key: KeyOf<T>, values?: Record<string, Value | Part>): ReactNode
  markup(key: KeyOf<T>, values?: Record<string, Value | ((chunks: string) => string)>): string
  has(key: KeyOf<T>): boolean
}

export type Texts<P extends NamespacePath> = Translator<At<P>>
