// What an exchange is made of, each part by itself in this very process: sealing and opening a secret, and writing the settings file.
import { createSecretKey, randomBytes } from 'node:crypto'
import { buildSettings } from '@/lib/settings/build-settings'
import { defaultFormat } from '@/lib/settings/format'
import { open, seal } from '@/lib/vault/seal'
import { number, type Row } from './table'

const times = 2_000

function microseconds(work: () => unknown): number {
  const startedAt = performance.now()
  for (let time = 0; time < times; time++) work()
  return ((performance.now() - startedAt) / times) * 1_000
}

export function measureParts(rounds: number): Row[] {
  const place = { table: 'SettingsFile', row: 'a row', column: 'refreshToken', user: 'a user' }
  const key = { id: 'a key', key: createSecretKey(randomBytes(32)) }
  // As long as Exact Online's are.
  const refreshToken = randomBytes(600).toString('base64url')
  const sealed = seal(refreshToken, place, key)
  const values = {
    ...{ name: 'Kantoor', platform: 'exact-online', clientId: 'd6f2a1c0-0000-4000-8000-000000000000', clientSecret: 'Qw7RtY2uPzL9' },
    ...{ redirectUri: 'https://clientredirect.invantive.com', refreshToken, apiUrl: 'https://start.exactonline.nl' },
  }
  const parts = {
    'sealing a refresh token': () => seal(refreshToken, place, key),
    'opening it': () => open(sealed, place, key),
    'settings.xml and Encrypt Statement': () => buildSettings(values, defaultFormat),
  }
  return Object.entries(parts).map(([what, work]) => {
    microseconds(work)
    return {
      what,
      measured: number(
        Array.from({ length: rounds }, () => microseconds(work)),
        'µs',
      ),
    }
  })
}
