import type { Locale, localeTags } from './locale-names'

/** What next-intl takes as a key: a text that is missing in English fails the types. */
type Messages = {
  labels: typeof import('@/messages/en/labels.json')
  ui: typeof import('@/messages/en/ui.json')
  shell: typeof import('@/messages/en/shell.json')
  fields: typeof import('@/messages/en/fields.json')
  entrance: typeof import('@/messages/en/entrance.json')
  account: typeof import('@/messages/en/account.json')
  activity: typeof import('@/messages/en/activity.json')
  preauthenticate: typeof import('@/messages/en/preauthenticate.json')
  apps: typeof import('@/messages/en/apps.json')
  attempt: typeof import('@/messages/en/attempt.json')
  doctor: typeof import('@/messages/en/doctor.json')
  failures: typeof import('@/messages/en/failures.json')
  settings: typeof import('@/messages/en/settings.json')
  help: typeof import('@/messages/en/help.json')
  helpTopics: typeof import('@/messages/en/helpTopics.json')
  tour: typeof import('@/messages/en/tour.json')
}

declare module 'next-intl' {
  interface AppConfig {
    Locale: (typeof localeTags)[Locale]
    Messages: Messages
  }
}
