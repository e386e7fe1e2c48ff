/**
 * Bytes as text, by what they are: a byte order mark, NULs where UTF-16 and UTF-32 have them, valid UTF-8, or else Windows' own Latin 1, in which no byte is
 * wrong. Never throws: what can't be right anyway becomes U+FFFD. Pure.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return decodeUnits(bytes, 'utf-16le')
  if (first === 0xfe && second === 0xff) return decodeUnits(bytes, 'utf-16be')
  const zeros = countZeros(bytes)
  // Of ASCII in UTF-32 three bytes of four are NUL, in UTF-16 every other one.
  if (zeros.all > 0.6) return withoutZeros(bytes)
  if (zeros.odd > 0.6 && zeros.even < 0.1) return new TextDecoder('utf-16le').decode(bytes)
  if (zeros.even > 0.6 && zeros.odd < 0.1) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const withoutZeros = (bytes: Uint8Array) => new TextDecoder('windows-1252').decode(bytes.filter((byte) => byte !== 0))

// The mark of UTF-32LE begins as that of UTF-16LE does.
function decodeUnits(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  return countZeros(bytes).all > 0.6 ? withoutZeros(bytes) : new TextDecoder(encoding).decode(bytes)
}

/** The share of NULs at the beginning: among all bytes, and among those at even and at odd places. */
function countZeros(bytes: Uint8Array): { all: number; even: number; odd: number } {
  const sample = bytes.subarray(0, 400)
  const half = Math.max(1, sample.length / 2)
  const count = (rest: number) => sample.reduce((sum, byte, index) => sum + (byte === 0 && index % 2 === rest ? 1 : 0), 0)
  const [even, odd] = [count(0), count(1)]
  return { all: (even + odd) / (2 * half), even: even / half, odd: odd / half }
}
