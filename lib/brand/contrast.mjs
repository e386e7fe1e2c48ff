/** `#0b6b5d` as three numbers of 0 to 255. @param {string} hex */
const readHex = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

/** Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance"). @param {string} hex */
function luminance(hex) {
  const [red = 0, green = 0, blue = 0] = readHex(hex).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** 1 to 21 (WCAG 2.2, "contrast ratio"). @param {string} one @param {string} other `#rrggbb` */
export function contrast(one, other) {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** `share` of the other colour in the one, as paint is mixed on a screen. @param {string} one @param {string} other @param {number} share 0 to 1 */
export function mix(one, other, share) {
  const others = readHex(other)
  const mixed = readHex(one).map((part, index) => Math.round(part * (1 - share) + (others[index] ?? 0) * share))
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
