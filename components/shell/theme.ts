export const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

/** Whatever the cookie or the form says: anything unknown follows the system. */
export function readTheme(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}
