/** The countries of App Center. Exact has a host for each; the sandbox serves them all on one, so the choice is only carried along. */
export const COUNTRIES = [
  { code: 'nl', name: 'Netherlands' },
  { code: 'be', name: 'Belgium' },
  { code: 'de', name: 'Germany' },
  { code: 'fr', name: 'France' },
  { code: 'es', name: 'Spain' },
  { code: 'uk', name: 'United Kingdom' },
  { code: 'us', name: 'United States' },
] as const

export type Country = (typeof COUNTRIES)[number]

export function getCountry(code: string | undefined): Country | null {
  return COUNTRIES.find((country) => country.code === code) ?? null
}
