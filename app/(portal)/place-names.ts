import 'server-only'
import { getLocale } from 'next-intl/server'
import { countryName, platformName } from '@/lib/providers/catalogue'

// ISO 3166 says GB where Exact Online says uk; a sandbox is no country of the world.
const regionOf = (code: string) => (code === 'uk' ? 'GB' : code.toUpperCase())

type Placed = { platform: string; country: string }

/** What countries are called in the user's language; `place`: with the platform before it. */
export async function getPlaceNames() {
  const names = new Intl.DisplayNames(await getLocale(), { type: 'region' })
  const country = ({ platform, country: code }: Placed) =>
    (/^[a-z]{2}$/.test(code) ? names.of(regionOf(code)) : null) ?? countryName(platform, code)
  return { country, place: (one: Placed) => `${platformName(one.platform)} · ${country(one)}` }
}
