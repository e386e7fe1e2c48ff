// Every chain, proven: what `npm run audit:verify` prints.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { listChains, verifyChain, type Witness } from '../../lib/audit/verification-store'
import { Refusal } from '../steps/refusal.mjs'

type Witnesses = Map<string, Witness>

/**
 * @param file the ends of the chains as they were noted before, one `chain sequence hash` a line; noted anew when all is whole
 * @returns whether all is whole
 */
export async function verifyAll(file: string | undefined, log: (line: string) => void): Promise<boolean> {
  const witnesses = file ? readWitnesses(file) : new Map<string, Witness>()
  const ends: Witnesses = new Map()
  let entries = 0
  let broken = 0
  const names = [...new Set([...(await listChains()), ...witnesses.keys()])].sort()
  for (const chain of names) {
    const { problem, length, head } = await prove(chain, witnesses.get(chain))
    entries += length
    if (head) ends.set(chain, head)
    if (!problem) continue
    broken++
    log(`chain ${chain}: ${problem}`)
  }
  log(`${names.length} chains with ${entries} entries that hold; ${broken === 0 ? 'all whole' : `${broken} BROKEN`}`)
  if (file && broken === 0) writeWitnesses(file, ends)
  return broken === 0
}

async function prove(chain: string, witness: Witness | undefined) {
  try {
    const { length, broken, head } = await verifyChain(chain, witness)
    const time = broken?.at
      ? ` (${broken.reason === 'missing' || broken.reason === 'cut-off' ? 'after ' : ''}${broken.at.toISOString()})`
      : ''
    return { length, head, problem: broken && `${broken.reason} at entry ${broken.sequence}${time}` }
  } catch (error) {
    // A value that is no time or no number: the reader itself stops there.
    const { code = (error as Error).name } = error as { code?: string }
    return { length: 0, head: null, problem: `can't be read (${code})` }
  }
}

function readWitnesses(file: string): Witnesses {
  if (!existsSync(file)) return new Map()
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return new Map(
    lines.map((line) => {
      const [, chain, sequence, hash] = /^(\S+) (\d+) ([0-9a-f]{64})$/.exec(line) ?? []
      if (!chain || !hash) throw new Refusal(`${file} is no list of chains as this command writes it.`)
      return [chain, { sequence: Number(sequence), hash }]
    }),
  )
}

function writeWitnesses(file: string, ends: Witnesses): void {
  const next = `${file}.next`
  writeFileSync(next, [...ends].map(([chain, { sequence, hash }]) => `${chain} ${sequence} ${hash}\n`).join(''))
  renameSync(next, file)
}
