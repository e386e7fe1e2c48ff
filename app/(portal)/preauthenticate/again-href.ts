import type { Attempt } from '@/lib/attempts/store'

/** The form Preauthenticate with the values of an attempt. */
export const againHref = ({ registrationId, settingsName }: Pick<Attempt, 'registrationId' | 'settingsName'>) =>
  `/preauthenticate?${new URLSearchParams({ ...(registrationId && { app: registrationId }), name: settingsName })}`
