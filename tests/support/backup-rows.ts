// A database with a row of everything that a backup holds, and what a restore has to make of it.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildVaultKey, type VaultKey } from '@/lib/vault/keys'
import { open, seal } from '@/lib/vault/seal'
import { migrate } from '@/scripts/migrations.mjs'
import { keyOf, type Place } from './backup-place'
import { query, tableNames, type Row } from './migration-databases'

/** Stands open in the database, and must not in a backup. */
export const markedEmail = 'merkwoord.mila@kantoor.example'
const refreshToken = 'a refresh token that must open again'
const time = '2026-11-20T10:11:12.130+00:00'
const spooled = 'a-spooled.1.answer'
const tokenPlace = { table: 'SettingsFile', row: 'f1', column: 'refreshToken', user: 'u1' }
const dataKeyPlace = { table: 'DataKey', row: 'd1', column: 'key', user: 'u1' }

const literal = (value: unknown) => (typeof value === 'string' ? `'${value}'` : String(value))

export async function insert(url: string, table: string, row: Row): Promise<void> {
  const values = Object.values(row).map((value) => (typeof value === 'boolean' && url.startsWith('file:') ? Number(value) : value))
  const columns = Object.keys(row).map((column) => `"${column}"`)
  await query(url, `INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${values.map(literal).join(', ')})`)
}

/** Of more than one chunk of the archive and one piece of a pipe, so that both can be cut in the middle. */
async function insertFiller(url: string): Promise<void> {
  for (let sequence = 1; sequence <= 12; sequence++) {
    const rest = { at: time, kind: 'filler', address: '', userAgent: '', previousHash: '', hash: '' }
    await insert(url, 'AuditEntry', { chain: 'u1', sequence, detail: randomBytes(16_000).toString('base64'), ...rest })
  }
}

export async function fillPlace(place: Place): Promise<void> {
  const { url, spool } = place
  await migrate(url)
  const keyBytes = randomBytes(32).toString('base64')
  const dataKey = { ...buildVaultKey(keyBytes), id: 'd1' } satisfies VaultKey
  const master = keyOf(place)
  await insert(url, 'User', { id: 'u1', email: markedEmail, passwordHash: '$argon2id$', createdAt: time })
  const keyWrapped = seal(keyBytes, dataKeyPlace, master)
  await insert(url, 'DataKey', { id: 'd1', userId: 'u1', wrappedBy: master.id, keyWrapped, createdAt: time })
  await insert(url, 'Session', { idHash: 's1', userId: 'u1', createdAt: time, lastSeenAt: time, expiresAt: time, userAgent: 'a browser' })
  await insert(url, 'RateLimit', { key: 'k', count: 3, blockedUntil: time, windowEndsAt: time })
  const app = { platform: 'exact-online', country: 'nl', clientId: 'c', redirectUri: 'https://x.example/', createdAt: time }
  const registration = { clientSecretSealed: 'sealed', clientSecretLast4: '1234', deviating: false, updatedAt: time }
  await insert(url, 'AppRegistration', { id: 'r1', userId: 'u1', name: 'app', ...app, ...registration })
  const urls = { authorizeUrl: 'https://a.example', tokenUrl: 'https://t.example', apiUrl: 'https://p.example' }
  const attempt = { ...app, ...urls, userId: 'u1', registrationId: 'r1', settingsName: 'n', deviating: true, expiresAt: time }
  const secrets = { clientSecretSealed: 'sealed', stateSealed: 'sealed' }
  await insert(url, 'Attempt', { id: 'a-open', stateHash: '1', status: 'open', ...attempt, ...secrets })
  for (const id of ['a-interrupted', 'a-spooled', 'a-answered']) {
    const answer = id === 'a-answered' ? { answerSealed: 'sealed' } : {}
    await insert(url, 'Attempt', { id, stateHash: id, status: 'exchanging', leaseUntil: time, ...attempt, ...secrets, ...answer })
  }
  await insert(url, 'Attempt', { id: 'a-done', stateHash: '5', status: 'done', endedAt: time, ...attempt })
  const kept = { failure: 'not-a-token-answer', keptAnswerSealed: 'sealed', keptUntil: time }
  await insert(url, 'Attempt', { id: 'a-kept', stateHash: '6', status: 'failed', endedAt: time, ...attempt, ...kept })
  const names = { name: 'Mila', nameKey: 'mila', searchKey: 'mila', version: 1, appName: 'app', companies: '[]' }
  const files = { refreshTokenSealed: seal(refreshToken, tokenPlace, dataKey), xmlSealed: 'sealed', encryptStatementSealed: 'sealed' }
  await insert(url, 'SettingsFile', { id: 'f1', userId: 'u1', attemptId: 'a-done', ...names, ...app, ...files })
  await insert(url, 'TokenCall', { clientKey: 'c', number: 1, at: time, outcome: 'granted' })
  await insert(url, 'AuditHead', { chain: 'u1', sequence: 12, hash: '' })
  await insertFiller(url)
  mkdirSync(spool, { recursive: true, mode: 0o700 })
  writeFileSync(join(spool, spooled), JSON.stringify({ attemptId: 'a-spooled', userId: 'u1', fence: 1, sealed: 'v2.d1.x.y.z' }))
  writeFileSync(join(spool, 'a-interrupted.1.reserved'), ' '.repeat(4096))
}

export type Content = { tables: Record<string, Row[]>; spool: Record<string, string> }

/** Everything there is, in an order of its own. */
export async function readPlace({ url, spool }: Place): Promise<Content> {
  const tables: Content['tables'] = {}
  for (const table of await tableNames(url)) tables[table] = await query(url, `SELECT * FROM "${table}" ORDER BY 1, 2`)
  return { tables, spool: Object.fromEntries(readdirSync(spool).map((name) => [name, readFileSync(join(spool, name), 'utf8')])) }
}

/** @param at when the backup was begun, as the restore has told it */
export function expectedAfterRestore(place: Place, before: Content, at: string, anyTime: unknown): Content {
  const backedUpAt = place.kind === 'SQLite' ? at.replace('Z', '+00:00') : new Date(at)
  const forgotten = { clientSecretSealed: null, stateSealed: null, answerSealed: null, leaseUntil: null, endedAt: anyTime }
  const changes: Record<string, Row> = {
    'a-open': { status: 'expired', failure: 'attempt-expired', ...forgotten },
    'a-interrupted': { status: 'unknown', failure: 'attempt-interrupted', ...forgotten },
    f1: { backedUpAt },
  }
  const change = (row: Row) => ({ ...row, ...changes[String(row.id)] })
  const changed = Object.entries(before.tables).map(([name, rows]) => [name, rows.map(change)])
  return {
    tables: { ...Object.fromEntries(changed), Session: [], RateLimit: [] },
    spool: { [spooled]: before.spool[spooled] ?? '' },
  }
}

/** With the key-encryption key alone, by way of the data key in the database. */
export async function openToken(place: Place): Promise<{ opened: string; expected: string }> {
  const [key] = await query(place.url, 'SELECT "keyWrapped" FROM "DataKey"')
  const dataKey = { ...buildVaultKey(open(String(key?.keyWrapped), dataKeyPlace, keyOf(place))), id: 'd1' }
  const [file] = await query(place.url, 'SELECT "refreshTokenSealed" FROM "SettingsFile"')
  return { opened: open(String(file?.refreshTokenSealed), tokenPlace, dataKey), expected: refreshToken }
}
