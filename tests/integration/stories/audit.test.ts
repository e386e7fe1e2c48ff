import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { UserId } from '@/lib/accounts/user-id'
import { hashEntry } from '@/lib/audit/chain'
import { appendAudit, auditWrites, listActivity } from '@/lib/audit/store'
import { listChains, verifyChain } from '@/lib/audit/verification-store'
import { commit, db } from '@/lib/db'
import { runInRequest } from '@/lib/request-context.mjs'
import { verifyAll } from '@/scripts/audit/verify-all'
import { newFolder } from '../../support/new-folder'
import { projectRoot } from '../../support/programs'

const newChain = () => randomUUID() as UserId

async function makeChain(length: number): Promise<UserId> {
  const chain = newChain()
  for (let entry = 1; entry <= length; entry++) await appendAudit(chain, 'revealed', { name: `Zoë 🥐 ${entry}`, field: 'xml' })
  return chain
}

const broken = async (chain: string) => {
  const { broken } = await verifyChain(chain)
  return broken && `${broken.reason} ${broken.sequence}`
}

test('what was appended stands in order, is shown newest first, and the chain is whole', async () => {
  const chain = await makeChain(53)
  expect(await verifyChain(chain)).toMatchObject({ length: 53, broken: null, head: { sequence: 53 } })
  const first = await listActivity(chain, null)
  expect([first.rows.length, first.rows[0]?.sequence, first.before]).toEqual([50, 53, 4])
  expect(first.rows[0]?.detail).toEqual({ name: 'Zoë 🥐 53', field: 'xml' })
  const second = await listActivity(chain, first.before)
  expect(second.rows.map(({ sequence }) => sequence)).toEqual([3, 2, 1])
  expect(second.before).toBeNull()
})

test('whatever the request says of itself, the chain stays whole', async () => {
  const chain = newChain()
  const strange = ['', 'a\0b', 'half \ud83e', `${'x'.repeat(299)}🥐`, '"],["', 'é'.normalize('NFD'), '\r\n\u2028']
  for (const userAgent of strange)
    await runInRequest({ id: randomUUID(), address: userAgent.slice(0, 5), userAgent, memo: new Map() }, () =>
      appendAudit(chain, 'logged-in', { name: userAgent.slice(0, 100) }),
    )
  expect(await verifyChain(chain)).toMatchObject({ length: strange.length, broken: null })
})

test('no field but those of the schema passes', async () => {
  await expect(appendAudit(newChain(), 'logged-in', { password: 'x' } as object)).rejects.toThrow()
  await expect(appendAudit(newChain(), 'logged-in', { name: 'x'.repeat(201) })).rejects.toThrow()
})

describe('somebody who writes the database is found out', () => {
  const at = (chain: string, sequence: number) => ({ chain_sequence: { chain, sequence } })
  const entries: [what: string, act: (chain: string) => Promise<unknown>, found: string][] = [
    ['a changed detail', (chain) => db.auditEntry.update({ where: at(chain, 3), data: { detail: '{}' } }), 'changed 3'],
    ['a changed time', (chain) => db.auditEntry.update({ where: at(chain, 3), data: { at: new Date(0) } }), 'changed 3'],
    ['a removed entry', (chain) => db.auditEntry.delete({ where: at(chain, 3) }), 'missing 3'],
    ['a cut tail', (chain) => db.auditEntry.delete({ where: at(chain, 6) }), 'head-differs 6'],
    ['a cut head row', (chain) => db.auditHead.delete({ where: { chain } }), 'head-differs 1'],
    ['all entries', (chain) => db.auditEntry.deleteMany({ where: { chain } }), 'head-differs 1'],
    [
      'a head that moved back over entries that stay',
      async (chain) => {
        const { hash } = await db.auditEntry.findUniqueOrThrow({ where: at(chain, 4) })
        await db.auditHead.update({ where: { chain }, data: { sequence: 4, hash } })
      },
      'head-differs 5',
    ],
    [
      'an entry before the first',
      async (chain) => {
        const first = await db.auditEntry.findUniqueOrThrow({ where: at(chain, 1) })
        await db.auditEntry.create({ data: { ...first, sequence: 0 } })
      },
      'inserted 0',
    ],
    [
      'a renumbered entry',
      async (chain) => {
        await db.auditEntry.delete({ where: at(chain, 3) })
        await db.auditEntry.update({ where: at(chain, 4), data: { sequence: 3 } })
      },
      'changed 3',
    ],
    [
      'an entry with a new hash of its own',
      async (chain) => {
        const entry = await db.auditEntry.findUniqueOrThrow({ where: at(chain, 3) })
        const changed = { ...entry, kind: 'copied' }
        await db.auditEntry.update({ where: at(chain, 3), data: { kind: 'copied', hash: hashEntry(changed) } })
      },
      'not-linked 4',
    ],
  ]
  test.each(entries)('by %s', async (_, act, found) => {
    const chain = await makeChain(6)
    await act(chain)
    expect(await broken(chain)).toBe(found)
    await db.auditEntry.deleteMany({ where: { chain } })
    await db.auditHead.deleteMany({ where: { chain } })
  })

  test('and a detail that is no JSON any more shows nothing', async () => {
    const chain = await makeChain(2)
    await db.auditEntry.update({ where: at(chain, 2), data: { detail: '{"name":' } })
    expect((await listActivity(chain, null)).rows.map(({ detail }) => detail)).toEqual([{}, { name: 'Zoë 🥐 1', field: 'xml' }])
    await db.auditEntry.deleteMany({ where: { chain } })
    await db.auditHead.deleteMany({ where: { chain } })
  })

  test('also a whole chain that was made anew, cut off or removed: by what was noted elsewhere', async () => {
    const notes = join(newFolder(), 'notes')
    const lines: string[] = []
    const verify = () => verifyAll(notes, (line) => lines.push(line))
    const [remade, cut, removed] = [await makeChain(4), await makeChain(4), await makeChain(4)]
    expect(await verify()).toBe(true)
    await appendAudit(cut, 'copied')
    expect(await verify()).toBe(true)
    const noted = readFileSync(notes, 'utf8')

    for (const chain of [remade, cut, removed]) {
      const { at: time } = await db.auditEntry.findUniqueOrThrow({ where: at(chain, 4) })
      await db.auditEntry.deleteMany({ where: { chain } })
      await db.auditHead.deleteMany({ where: { chain } })
      if (chain !== removed) for (let entry = 1; entry <= 4; entry++) await appendAudit(chain, 'logged-in', {}, time)
    }
    expect([await broken(remade), await broken(cut), await broken(removed)]).toEqual([null, null, null])
    lines.length = 0
    expect(await verify()).toBe(false)
    const about = (chain: string) => lines.find((line) => line.includes(chain))
    expect(about(remade)).toMatch(/rewritten at entry 4 \(20/)
    expect(about(cut)).toMatch(/cut-off at entry 5/)
    expect(about(removed)).toMatch(/cut-off at entry 1/)
    expect(lines.at(-1)).toMatch(/3 BROKEN/)
    expect(readFileSync(notes, 'utf8'), 'what was noted stays').toBe(noted)
    for (const chain of [remade, cut, removed]) {
      await db.auditEntry.deleteMany({ where: { chain } })
      await db.auditHead.deleteMany({ where: { chain } })
    }
  })

  test('notes of another form are refused, and not written over', async () => {
    const notes = join(newFolder(), 'notes')
    writeFileSync(notes, 'something else\n')
    await expect(verifyAll(notes, () => {})).rejects.toThrow(/no list of chains/)
    expect(readFileSync(notes, 'utf8')).toBe('something else\n')
  })
})

test('an entry and the deed it tells of stand or fall together', async () => {
  const chain = newChain()
  const twice = { id: randomUUID(), userId: 'nobody', wrappedBy: 'x', keyWrapped: 'x', createdAt: new Date() }
  await expect(
    commit(async () => ({
      value: 0,
      writes: [...(await auditWrites(chain, 'deleted', {}, new Date())), db.dataKey.create({ data: twice })],
    })),
  ).rejects.toThrow()
  expect(await listChains()).not.toContain(chain)
})

const writer = `
  const { appendAudit } = await import('./lib/audit/store.ts')
  const { db } = await import('./lib/db.ts')
  const [chain, name, count] = process.argv.slice(1)
  console.log('ready')
  await new Promise((go) => process.stdin.once('data', go))
  const all = Array.from({ length: Number(count) }, async (_, number) => {
    await appendAudit(chain, 'revealed', { name: name + number })
    console.log(name + number)
  })
  await Promise.all(all)
  await db.$disconnect()
  process.exit(0)
`

function startWriter(chain: string, name: string, count: number) {
  const parameters = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', writer, chain, name, String(count)]
  const child = spawn(process.execPath, parameters, { cwd: projectRoot, env: { ...process.env, NODE_ENV: 'production' } })
  let output = ''
  const waiting: [(text: string) => boolean, () => void][] = []
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
    for (const [is, go] of waiting) if (is(output)) go()
  })
  child.stderr.on('data', (chunk: Buffer) => (output += `! ${chunk.toString()}`))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const until = (is: (text: string) => boolean) => new Promise<void>((go) => (is(output) ? go() : waiting.push([is, go])))
  return { child, ended, until, told: () => output.split('\n').filter((line) => line.startsWith(name)), output: () => output }
}

test('a hundred entries at once from three processes: none is lost, and the chain is whole', async () => {
  const chain = newChain()
  const writers = [startWriter(chain, 'a', 34), startWriter(chain, 'b', 33), startWriter(chain, 'c', 33)]
  await Promise.all(writers.map(({ until, ended }) => Promise.race([until((text) => text.includes('ready')), ended])))
  for (const { child } of writers) child.stdin.write('go\n')
  const codes = await Promise.all(writers.map(({ ended }) => ended))
  expect(codes, writers.map(({ output }) => output()).join('\n')).toEqual([0, 0, 0])
  expect(await verifyChain(chain)).toMatchObject({ length: 100, broken: null })
  const names = (await db.auditEntry.findMany({ where: { chain } })).map(({ detail }) => (JSON.parse(detail) as { name: string }).name)
  expect(names.sort()).toEqual(writers.flatMap(({ told }) => told()).sort())
})

test('a process that is killed in between leaves a whole chain with everything that it has told of', async () => {
  const chain = newChain()
  for (let round = 0; round < 3; round++) {
    const one = startWriter(chain, `r${round}-`, 400)
    await one.until((text) => text.includes('ready'))
    one.child.stdin.write('go\n')
    await one.until((text) => text.split('\n').length > 8 + round * 9)
    one.child.kill('SIGKILL')
    await one.ended
    const { length, broken: link } = await verifyChain(chain)
    expect(link).toBeNull()
    const stored = (await db.auditEntry.findMany({ where: { chain } })).map(({ detail }) => detail)
    for (const name of one.told().slice(0, -1)) expect(stored).toContain(JSON.stringify({ name }))
    await appendAudit(chain, 'copied')
    expect(await verifyChain(chain)).toMatchObject({ length: length + 1, broken: null })
  }
})

test('a chain is whole at every moment while others append to it', async () => {
  const chain = newChain()
  const work = Promise.all(Array.from({ length: 40 }, () => appendAudit(chain, 'logged-in')))
  let isOver = false
  void work.finally(() => (isOver = true))
  while (!isOver) expect(await broken(chain)).toBeNull()
  await work
  expect(await verifyChain(chain)).toMatchObject({ length: 40, broken: null })
})
