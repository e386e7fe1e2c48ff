import { contrast, mix } from './contrast.mjs'

// The grounds of app/globals.css that an accent stands on as text: paper, surface, sunken, tint.
const grounds = {
  light: ['#f7f7f4', '#ffffff', '#f0f0ec', '#ebebe6'],
  dark: ['#111315', '#181b1e', '#141719', '#1f2328'],
}
const inks = ['#ffffff', '#0c1210']

/** @typedef {{ light: string, dark: string }} Accent two colours, `#rrggbb` */

/** `#0b6b5d` or `#0b6b5d,#54cdb4`: for light and dark. Null for anything else. @param {string} text @returns {Accent | null} */
export function readAccent(text) {
  const [light, given, ...more] = text.split(',').map((part) => part.trim().toLowerCase())
  const isColour = (/** @type {string | undefined} */ part) => /^#[0-9a-f]{6}$/.test(part ?? '')
  if (!light || more.length || !isColour(light) || (given !== undefined && !isColour(given))) return null
  return { light, dark: given ?? lightenForDark(light) }
}

/** The same hue, as light as text on a dark ground has to be. @param {string} accent */
function lightenForDark(accent) {
  for (let share = 0; share < 1; share += 0.05) {
    const lighter = mix(accent, '#ffffff', share)
    if (grounds.dark.every((ground) => contrast(lighter, ground) >= 6)) return lighter
  }
  return '#ffffff'
}

/** An accent with what goes with it: ink to write on it, and its paler and stronger kin. @param {string} accent @param {'light' | 'dark'} side */
export function accentTokens(accent, side) {
  const isLight = side === 'light'
  const surface = isLight ? '#ffffff' : '#181b1e'
  const strong = mix(accent, isLight ? '#000000' : '#ffffff', isLight ? 0.2 : 0.3)
  const ink = inks.find((one) => contrast(one, accent) >= 4.5 && contrast(one, strong) >= 4.5) ?? inks[isLight ? 0 : 1] ?? '#ffffff'
  return {
    accent,
    'accent-strong': strong,
    'accent-ink': ink,
    'accent-soft': mix(accent, surface, 0.88),
    'accent-line': mix(accent, surface, 0.6),
  }
}

/** Why people could not read what is written in this accent, or on it: WCAG 2.2 AA, 4.5 to 1. @param {Accent} accent @returns {string[]} */
export function accentProblems(accent) {
  return /** @type {const} */ (['light', 'dark']).flatMap((side) => {
    const { accent: colour, 'accent-ink': ink, 'accent-soft': soft, 'accent-strong': strong } = accentTokens(accent[side], side)
    const worst = Math.min(
      ...[...grounds[side], soft].map((ground) => contrast(colour, ground)),
      contrast(ink, colour),
      contrast(ink, strong),
    )
    return worst >= 4.5
      ? []
      : [`PORTAL_ACCENT: ${colour} reaches ${worst.toFixed(2)} to 1 on the ${side} side, and 4.5 is needed to be read.`]
  })
}

/** The tokens of app/globals.css that an accent replaces. @param {Accent} accent */
export function renderAccentCss(accent) {
  const [light, dark] = [accentTokens(accent.light, 'light'), accentTokens(accent.dark, 'dark')]
  const lines = /** @type {(keyof typeof light)[]} */ (Object.keys(light)).map(
    (name) => `  --${name}: light-dark(${light[name]}, ${dark[name]});`,
  )
  return `:root:root {\n${lines.join('\n')}\n}\n`
}
