import type { PlatformChoice } from '@/components/platform-fields'
import { countriesOf, ownRedirectUri, platforms } from '@/lib/providers/catalogue'

/** The catalogue as a form needs it: names and hosts, nothing else crosses to the browser. */
export function platformChoices(): PlatformChoice[] {
  return platforms.map(({ id, name }) => ({
    id,
    name,
    ownRedirectUri: ownRedirectUri(id),
    countries: countriesOf(id).map(({ code, name: country, host }) => ({ code, name: country, host })),
  }))
}
