// The settings of accounts and log-ins: read by lib/env.js.
import { z } from 'zod'
import { numberBetween, oneOf } from './setting-problems.js'

/** @typedef {{ kind: 'closed' | 'invite' | 'open' } | { kind: 'domain', domains: string[] }} SignUpRule */

const domain = '[a-z0-9-]+(\\.[a-z0-9-]+)+'
const rule = new RegExp(`^(closed|invite|open|first|domain:\\s*${domain}(\\s*,\\s*${domain})*)$`, 'i')

/**
 * `first` stood in the .env of older portals, where nobody could sign up either once there was an account.
 * @param {string} text
 * @returns {SignUpRule}
 */
function readSignUp(text) {
  const [kind = '', domains] = text.toLowerCase().split(':')
  if (domains !== undefined) return { kind: 'domain', domains: domains.split(',').map((one) => one.trim()) }
  return { kind: kind === 'open' || kind === 'closed' ? kind : 'invite' }
}

export const accountSettings = {
  SIGN_UP: z.string().regex(rule, 'must be closed, invite, open, or domain:example.com').default('invite').transform(readSignUp),
  REQUIRE_MFA: oneOf(['on', 'off']).default('off'),
  SESSION_HOURS: numberBetween(0.1, 720).default(12),
  SESSION_IDLE_MINUTES: numberBetween(1, 10_080).default(60),
}
