import type { App } from './records'
import type { World } from './world'
import { makeClientId, makeClientSecret } from './token-text'
import { t } from './texts'

export type AppFields = { name: string; redirectUri: string }

/** What is wrong with the fields of an app, by field; empty when nothing is. */
export function checkAppFields({ name, redirectUri }: AppFields): Partial<AppFields> {
  const errors: Partial<AppFields> = {}
  if (name.length === 0 || name.length > 100) errors.name = t('center.nameWrong')
  if (!isRedirectUri(redirectUri)) errors.redirectUri = t('center.uriWrong')
  return errors
}

export function addApp(world: World, fields: AppFields & { owner: string; country: string }): App {
  const app: App = { clientId: makeClientId(), clientSecret: makeClientSecret(), ...fields }
  world.store.records.apps.push(app)
  world.store.save()
  return app
}

/** Exact takes only public https addresses (DOC); here http and localhost work too, as the portal under test stands there. */
function isRedirectUri(text: string): boolean {
  if (text.length > 2000 || text.includes('#') || /\s/.test(text) || !URL.canParse(text)) return false
  return /^https?:\/\//.test(text)
}
