import 'server-only'

/** What a browser's passkey said, as the form brought it. Whether it holds is for lib/factors to say; null: it is no JSON. */
export function readPasskeyText(text: string): unknown {
  if (text.length > 16_000) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
