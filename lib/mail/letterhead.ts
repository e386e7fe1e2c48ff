import 'server-only'
import { readAccent } from '../brand/accent.mjs'
import { env } from '../env.js'
import type { Letterhead } from './mail'

// As app/globals.css has it, where the operator has not chosen one.
const ownAccent = { light: '#0b6b5d', dark: '#54cdb4' }

/** What every mail of this portal is written on. */
export const letterhead: Letterhead = {
  name: env.PORTAL_NAME,
  url: env.PORTAL_URL,
  accent: readAccent(env.PORTAL_ACCENT ?? '') ?? ownAccent,
}
