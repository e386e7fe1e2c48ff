import 'server-only'
import { createHash } from 'node:crypto'

/** An entry as it is hashed. `at`: to the millisecond, as both databases keep it. */
export type ChainEntry = {
  chain: string
  sequence: number
  at: Date
  kind: string
  detail: string
  address: string
  userAgent: string
  previousHash: string
}

/** Where a chain begins. Bound to its name, so that one user's entries can't be passed off as another's. */
export const firstHash = (chain: string) => createHash('sha256').update(`preauth-portal audit chain ${chain}`).digest('hex')

/** As either database gives it back: PostgreSQL takes no NUL, and neither takes half of a surrogate pair. */
export const storable = (text: string) => Buffer.from(text.replaceAll('\0', '\uFFFD')).toString()

/** SHA-256 over the entry's fields as a JSON array, the hash of the one before among them: no field can run into the next. */
export function hashEntry({ chain, sequence, at, kind, detail, address, userAgent, previousHash }: ChainEntry): string {
  const fields = [chain, sequence, at.toISOString(), kind, detail, address, userAgent, previousHash]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

/**
 * Why a link does not hold. `inserted`: a number that no entry has by itself. `head-differs`: the chain ends elsewhere than its head says.
 * `rewritten`, `cut-off`: it is whole, but not the one that was noted elsewhere.
 */
export type Reason = 'missing' | 'inserted' | 'changed' | 'not-linked' | 'head-differs' | 'rewritten' | 'cut-off'
/** The first link that does not hold, by its number, with the time that it says, or that the one before it says. */
export type Break = { sequence: number; reason: Reason; at: Date | null }
type Stored = ChainEntry & { hash: string }

/**
 * Proves a chain, an entry at a time, in the order of `sequence`. `end` compares with the head, which stands in a table of its own: a chain that
 * lost its newest entries shows there.
 */
export function startProof(chain: string) {
  let last: { sequence: number; hash: string; at: Date | null } = { sequence: 0, hash: firstHash(chain), at: null }
  return {
    take(entry: Stored): Break | null {
      const { sequence, at, previousHash, hash } = entry
      if (sequence < last.sequence + 1) return { sequence, reason: 'inserted', at }
      if (sequence > last.sequence + 1) return { sequence: last.sequence + 1, reason: 'missing', at: last.at }
      if (entry.chain !== chain || hashEntry(entry) !== hash) return { sequence, reason: 'changed', at }
      if (previousHash !== last.hash) return { sequence, reason: 'not-linked', at }
      last = { sequence, hash, at }
      return null
    },
    end(head: { sequence: number; hash: string } | null): Break | null {
      if (head ? head.sequence === last.sequence && head.hash === last.hash : last.sequence === 0) return null
      const isSameEntry = head?.sequence === last.sequence
      return {
        sequence: isSameEntry ? last.sequence : Math.min(head?.sequence ?? 0, last.sequence) + 1,
        reason: 'head-differs',
        at: last.at,
      }
    },
  }
}
