import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import type { Clock } from './clock'
import type { App, Chain, Records, User } from './records'
import { followPortal, seedRecords, USERS } from './seeds'

const DAY_MS = 86_400_000

/** The records in memory, and on disk after every change when a state file was asked for. */
export type Store = { records: Records; save(): void; reset(): void }

export function createStore(options: { portalUrl: string; stateFile?: string; clock: Clock }): Store {
  const { portalUrl, stateFile, clock } = options
  const store: Store = {
    records: seedRecords(portalUrl),
    save() {
      forgetStale(store.records, clock.now())
      if (stateFile) writeState(stateFile, { ...store.records, clockOffsetMs: clock.offsetMs() })
    },
    reset() {
      store.records = seedRecords(portalUrl)
      store.save()
    },
  }
  const kept = stateFile ? readState(stateFile) : null
  if (kept) {
    const { clockOffsetMs, ...records } = kept
    store.records = records
    // Tokens issued under a moved clock make sense only under that clock.
    clock.setOffset(clockOffsetMs)
    followPortal(store.records.apps, portalUrl)
  }
  return store
}

export function getApp(store: Store, clientId: string | null): App | null {
  const wanted = normalizeClientId(clientId ?? '')
  return store.records.apps.find((app) => app.clientId === wanted) ?? null
}

export function getChain(store: Store, id: string): Chain | null {
  return store.records.chains.find((chain) => chain.id === id) ?? null
}

export function getUser(userName: string): User | null {
  return USERS.find((user) => user.userName === userName.trim().toLowerCase()) ?? null
}

/** Old client IDs were written with braces, and a GUID has no case (facts: "Authorization request"). */
export function normalizeClientId(clientId: string): string {
  return clientId.replace(/^\{(.*)\}$/, '$1').toLowerCase()
}

/** Long-dead tokens only cost memory; a spent refresh token stays two months, so that it still answers as an old one. */
function forgetStale(records: Records, now: number): void {
  records.codes = records.codes.filter((code) => now - code.issuedAt < DAY_MS)
  records.accessTokens = records.accessTokens.filter((token) => now - token.issuedAt < DAY_MS)
  records.refreshTokens = records.refreshTokens.filter((token) => !token.spent || now - token.issuedAt < 60 * DAY_MS)
}

type KeptState = Records & { clockOffsetMs: number }

function readState(file: string): KeptState | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Error(`The state file ${file} cannot be read.`, { cause })
  }
  try {
    const kept = JSON.parse(text) as KeptState
    const lists = [kept.apps, kept.codes, kept.chains, kept.refreshTokens, kept.accessTokens]
    if (!lists.every(Array.isArray)) throw new TypeError('a list is missing')
    return { ...kept, clockOffsetMs: Number(kept.clockOffsetMs) || 0 }
  } catch (cause) {
    throw new Error(`The state file ${file} does not hold a sandbox's state; remove it to start afresh.`, { cause })
  }
}

function writeState(file: string, state: KeptState): void {
  mkdirSync(dirname(file), { recursive: true })
  // Renaming is atomic: a sandbox killed half-way leaves the old state, never half a file.
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
