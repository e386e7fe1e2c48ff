/** The countries of App Center. Exact has a host for each; the sandbox serves them all on one, so the choice is only carried along. Names: messages/. */
export const COUNTRIES = [
  { code: 'nl' },
  { code: 'be' },
  { code: 'de' },
  { code: 'fr' },
  { code: 'es' },
  { code: 'uk' },
  { code: 'us' },
] as const

export type Country = (typeof COUNTRIES)[number]

export function getCountry(code: string | undefined): Country | null {
  return COUNTRIES.find((country) => country.code === code) ?? null
}
