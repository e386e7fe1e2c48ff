import type { AppRegistration } from '@/lib/apps/store'
import { env, isPublicHttps } from '@/lib/env.js'
import { countriesOf, ownRedirectUri, platforms } from '@/lib/providers/catalogue'

/** What the form Preauthenticate begins with: the platform's countries, the name of the file, and the values of the chosen registration, if any. */
export function buildFormStart(
  chosen: AppRegistration | null,
  { name, nameTaken }: { name: string; nameTaken: boolean },
  countryName: (place: { platform: string; country: string }) => string,
) {
  const [platform] = platforms
  if (!platform) throw new Error('The catalogue is empty')
  const ownWorks = isPublicHttps(env.PORTAL_URL)
  const countries = countriesOf(platform.id).map(({ code, host, appCenterUrl }) => ({
    code,
    name: countryName({ platform: platform.id, country: code }),
    host,
    appCenterUrl,
    takesOwnRedirectUri: ownWorks || code === 'sandbox',
  }))
  // Where a sandbox stands beside the portal, somebody is trying it out.
  const first = countries.find(({ code }) => code === (chosen?.country ?? 'sandbox')) ?? countries[0]
  const { id, readyRedirectUris } = platform
  return {
    platform: { id, name: platform.name, ownRedirectUri: ownRedirectUri(id), readyRedirectUris, countries },
    start: {
      name,
      nameTaken,
      country: first?.code ?? '',
      clientId: chosen?.clientId ?? '',
      deviating: chosen?.deviating ?? !first?.takesOwnRedirectUri,
      redirectUri: chosen?.deviating ? chosen.redirectUri : (readyRedirectUris[0] ?? ''),
    },
  }
}
