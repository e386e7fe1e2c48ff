import 'server-only'
import { getAnySealedSecret } from './apps/store'
import { platforms } from './providers/catalogue'
import { recoverExchanges } from './recover-exchanges'
import { buildSettings } from './settings/build-settings'
import { getSettingsFormat } from './settings/format-file'
import { getPrimaryKey } from './vault/keys'
import { readKeyId } from './vault/seal'

const recoverEveryMs = 15_000

/** What can only be known with the database and files at hand, found before anybody's code is spent. @throws naming the setting */
async function checkSurroundings(): Promise<void> {
  const values = { name: 'check', clientId: '-', clientSecret: '-', redirectUri: '-', refreshToken: '-', apiUrl: '-' }
  for (const { id } of platforms) buildSettings({ ...values, platform: id }, getSettingsFormat())
  const sealed = await getAnySealedSecret()
  const { id } = getPrimaryKey()
  if (sealed && readKeyId(sealed) !== id) {
    throw new Error(
      `ENCRYPTION_KEY is not the key of this database: its secrets are sealed under key ${readKeyId(sealed)}, and this is key ${id}`,
    )
  }
}

/** Runs once, when the server starts (instrumentation.ts). */
export async function start(): Promise<void> {
  await checkSurroundings()
  const recover = () => recoverExchanges().catch((error: Error) => console.error(`Recovering exchanges failed: ${error.name}`))
  await recover()
  setInterval(recover, recoverEveryMs).unref()
}
