import type { PlatformChoice } from '@/components/platform-fields'
import { getPlaceNames } from '../place-names'
import { countriesOf, ownRedirectUri, platforms } from '@/lib/providers/catalogue'

/** The catalogue as a form needs it: names and hosts, nothing else crosses to the browser. */
export async function getPlatformChoices(): Promise<PlatformChoice[]> {
  const names = await getPlaceNames()
  return platforms.map(({ id, name }) => ({
    id,
    name,
    ownRedirectUri: ownRedirectUri(id),
    countries: countriesOf(id).map(({ code, host }) => ({ code, name: names.country({ platform: id, country: code }), host })),
  }))
}
