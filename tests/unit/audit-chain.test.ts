import { describe, expect, test } from 'vitest'
import { firstHash, hashEntry, startProof, storable, type ChainEntry } from '@/lib/audit/chain'

type Stored = ChainEntry & { hash: string }
const seal = (entry: ChainEntry): Stored => ({ ...entry, hash: hashEntry(entry) })

function makeChain(chain: string, length: number): Stored[] {
  const entries: Stored[] = []
  for (let sequence = 1; sequence <= length; sequence++)
    entries.push(
      seal({
        chain,
        sequence,
        at: new Date(1_700_000_000_000 + sequence),
        kind: 'revealed',
        detail: JSON.stringify({ settingsFile: `file-${sequence}`, name: 'Zoë 🥐 "x"' }),
        address: '127.0.0.1',
        userAgent: 'Firefox',
        previousHash: entries.at(-1)?.hash ?? firstHash(chain),
      }),
    )
  return entries
}

const headOf = (entries: Stored[]) => {
  const last = entries.at(-1)
  return last ? { sequence: last.sequence, hash: last.hash } : null
}

function prove(entries: Stored[], head = headOf(entries), chain = 'user-1') {
  const proof = startProof(chain)
  for (const entry of entries) {
    const broken = proof.take(entry)
    if (broken) return `${broken.reason} ${broken.sequence}`
  }
  const broken = proof.end(head)
  return broken && `${broken.reason} ${broken.sequence}`
}

const chain = makeChain('user-1', 6)
const change = (index: number, values: Partial<Stored>, isHashed = false) =>
  chain.map((entry, at) => (at !== index ? entry : isHashed ? seal({ ...entry, ...values }) : { ...entry, ...values }))

test('a whole chain is whole, at any length', () => {
  for (const length of [0, 1, 2, 6]) expect(prove(makeChain('user-1', length))).toBeNull()
})

describe('somebody who writes the database is found out', () => {
  test.each([
    ['kind', { kind: 'copied' }],
    ['detail', { detail: chain[2]?.detail.replace('file-3', 'file-4') }],
    ['the form of the detail', { detail: chain[2]?.detail.replace(',', ', ') }],
    ['one accent', { detail: chain[2]?.detail.normalize('NFD') }],
    ['address', { address: '127.0.0.2' }],
    ['user agent', { userAgent: 'Firefox ' }],
    ['time, by a millisecond', { at: new Date(Number(chain[2]?.at) + 1) }],
    ['a field that moved into the next', { kind: 'reveale', detail: `d${chain[2]?.detail}` }],
    ['hash', { hash: '0'.repeat(64) }],
    ['chain', { chain: 'user-2' }],
  ])('by a changed %s', (_, values) => expect(prove(change(2, values as Partial<Stored>))).toBe('changed 3'))

  test('by a change with a new hash of its own', () => expect(prove(change(2, { kind: 'copied' }, true))).toBe('not-linked 4'))
  test('by a change of the newest with a new hash', () =>
    expect(prove(change(5, { kind: 'copied' }, true), headOf(chain))).toBe('head-differs 6'))
  test('by a removed entry', () => expect(prove(chain.toSpliced(2, 1))).toBe('missing 3'))
  test('by a removed first entry', () => expect(prove(chain.slice(1))).toBe('missing 1'))
  test('by a cut tail', () => expect(prove(chain.slice(0, 4), headOf(chain))).toBe('head-differs 5'))
  test('by a head that moved back', () => expect(prove(chain, headOf(chain.slice(0, 4)))).toBe('head-differs 5'))
  test('by a head with another hash', () => expect(prove(chain, { sequence: 6, hash: 'x' })).toBe('head-differs 6'))
  test('by a missing head', () => expect(prove(chain, null)).toBe('head-differs 1'))
  test('by a head without entries', () => expect(prove([], headOf(chain))).toBe('head-differs 1'))
  test('by an entry twice', () => expect(prove(chain.toSpliced(2, 0, chain[2] as Stored))).toBe('inserted 3'))
  test('by an entry before the first', () => expect(prove([seal({ ...(chain[0] as Stored), sequence: 0 }), ...chain])).toBe('inserted 0'))

  test('by two entries that changed places', () => {
    const [third, fourth] = [chain[2] as Stored, chain[3] as Stored]
    const swapped = chain.with(2, { ...fourth, sequence: 3 }).with(3, { ...third, sequence: 4 })
    expect(prove(swapped)).toBe('changed 3')
    expect(prove(swapped.map((entry, at) => (at === 2 || at === 3 ? seal(entry) : entry)))).toBe('not-linked 3')
  })

  test('by the chain of somebody else', () => {
    const other = makeChain('user-2', 6)
    expect(prove(other)).toBe('changed 1')
    expect(prove(other.map((entry) => ({ ...entry, chain: 'user-1' })))).toBe('changed 1')
    const passedOff = other.map((entry) => seal({ ...entry, chain: 'user-1' }))
    expect(prove(passedOff)).toBe('not-linked 1')
  })
})

test('no two entries have one hash because a field ran into the next', () => {
  const entry = chain[0] as Stored
  const hashes = [
    { ...entry, kind: 'a', detail: 'b' },
    { ...entry, kind: 'ab', detail: '' },
    { ...entry, kind: 'a","b', detail: '' },
    { ...entry, kind: '', detail: 'ab' },
  ].map(hashEntry)
  expect(new Set(hashes).size).toBe(4)
})

test.each([
  ['plain', 'plain'],
  ['Zoë 🥐', 'Zoë 🥐'],
  ['a\0b', 'a\uFFFDb'],
  ['half \ud83e', 'half \uFFFD'],
])('%j is kept as %j', (text, kept) => expect(storable(text)).toBe(kept))
