import 'server-only'
import { readFileSync } from 'node:fs'
import { env } from '../env.js'

const types: Record<string, string> = { svg: 'image/svg+xml', png: 'image/png', webp: 'image/webp' }

/** The operator's logo, read once: the bytes and what they are. Null where none is configured. */
export const logo = readLogo(env.PORTAL_LOGO)

function readLogo(path: string | undefined): { bytes: Uint8Array<ArrayBuffer>; type: string } | null {
  const type = types[path?.split('.').at(-1)?.toLowerCase() ?? '']
  return path && type ? { bytes: new Uint8Array(readFileSync(/* turbopackIgnore: true */ path)), type } : null
}
