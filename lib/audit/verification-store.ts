import 'server-only'
import { db } from '../db'
import { startProof, type Break } from './chain'

/** What `npm run audit:verify` reads: it acts for nobody. */

/** All chains there are, by name. */
export async function listChains(): Promise<string[]> {
  const heads = await db.auditHead.findMany({ select: { chain: true } })
  const entries = await db.auditEntry.findMany({ distinct: ['chain'], select: { chain: true } })
  return [...new Set([...heads, ...entries].map(({ chain }) => chain))].sort()
}

const findHead = (chain: string) => db.auditHead.findUnique({ where: { chain }, select: { sequence: true, hash: true } })

/** A chain's newest entry, as somebody noted it elsewhere. */
export type Witness = { sequence: number; hash: string }

/**
 * Reads a chain from its first entry to its head.
 * @param witness must still be in it: who can write the whole database can make a whole chain anew, but no other that ends so
 * @returns its length, and the first link that does not hold
 */
export async function verifyChain(
  chain: string,
  witness?: Witness,
): Promise<{ length: number; broken: Break | null; head: Witness | null }> {
  const proof = startProof(chain)
  let length = 0
  let last = -(2 ** 31)
  let awaited = 0
  for (;;) {
    const rows = await db.auditEntry.findMany({ where: { chain, sequence: { gt: last } }, orderBy: { sequence: 'asc' }, take: 500 })
    for (const row of rows) {
      const broken = proof.take(row)
      if (broken) return { length, broken, head: null }
      if (witness?.sequence === row.sequence && witness.hash !== row.hash)
        return { length, broken: { sequence: row.sequence, reason: 'rewritten', at: row.at }, head: null }
      length = last = row.sequence
    }
    if (rows.length === 500) continue
    // Asked for after the entries: it may be ahead of them by what came meanwhile, and never behind.
    const head = await findHead(chain)
    if (head && head.sequence > length && head.sequence !== awaited) {
      awaited = head.sequence
      continue
    }
    const broken = proof.end(head)
    if (broken || !witness || witness.sequence <= length) return { length, broken, head }
    return { length, broken: { sequence: length + 1, reason: 'cut-off', at: null }, head }
  }
}
