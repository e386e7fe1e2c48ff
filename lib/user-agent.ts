// The order counts: Edge and Opera call themselves Chrome, and Chrome calls itself Safari.
const browsers = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\bHeadlessChrome\//, 'Chrome'],
  [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const

const systems = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
] as const

const find = <Name extends string>(table: readonly (readonly [RegExp, Name])[], text: string) => table.find(([one]) => one.test(text))?.[1]

/** What a browser says it is, by its User-Agent header: to word a hint by, never to decide anything. */
export const browserOf = (userAgent: string) => find(browsers, userAgent)
/** What it says it runs on. */
export const systemOf = (userAgent: string) => find(systems, userAgent)
