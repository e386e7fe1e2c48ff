// Ten thousand guesses at one account, from one address and from a thousand: how far they get, and whether its owner gets in meanwhile.
import { mkdirSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import '../support/use-sqlite'

const guesses = 10_000
const email = 'mila@kantoor.test'
const password = 'quarterly-otter-lantern'

type Result = { from: number; hours: number; compared: number; slowed: number; owner: number; tries: number }

/** A guess every `everyMs`, turn about from so many addresses; every thousandth time the owner comes from an address that has never failed. */
async function guess(addresses: number, everyMs: number): Promise<Result> {
  const [{ logIn }, { db }] = await Promise.all([import('@/lib/entrance'), import('@/lib/db')])
  await db.rateLimit.deleteMany()
  const start = Date.parse('2026-05-01T10:00:00Z')
  const result: Result = { from: addresses, hours: (guesses * everyMs) / 3_600_000, compared: 0, slowed: 0, owner: 0, tries: 0 }
  for (let index = 0; index < guesses; index++) {
    const now = new Date(start + index * everyMs)
    const address = `10.${addresses > 1 ? (index % addresses) >> 8 : 0}.${(index % addresses) & 255}.1`
    const answer = await logIn({ email, password: `guess ${index}`, address, userAgent: 'curl', device: null }, now)
    if (answer.ok) throw new Error('A guess came in')
    if ('retryAt' in answer && answer.retryAt) result.slowed++
    else result.compared++
    if (index % 1_000 !== 999) continue
    result.tries++
    // As a person would: where it says wait, they wait, a minute at most.
    for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 2_500) {
      const at = new Date(now.getTime() + waitedMs)
      const owner = await logIn({ email, password, address: `192.0.2.${result.tries}`, userAgent: 'Firefox', device: null }, at)
      if (!owner.ok) continue
      result.owner++
      break
    }
  }
  return result
}

test('ten thousand guesses get nowhere near, and the owner gets in each time', async () => {
  const [{ createUser }, { hashPassword }] = await Promise.all([import('@/lib/accounts/user-store'), import('@/lib/accounts/password')])
  await createUser({ email, passwordHash: await hashPassword(password) }, new Date())
  // As fast as a server takes them: a hundred a second.
  const results = [await guess(1, 10), await guess(1_000, 10)]
  const rows = results.map(({ from, hours, compared, slowed, owner, tries }) =>
    [from, guesses, (hours * 60).toFixed(1), compared, slowed, `${owner} of ${tries}`].join(' | '),
  )
  const table = ['addresses | guesses | minutes | compared with the password | slowed | owner got in', ...rows].join('\n')
  console.log(table)
  mkdirSync('test-results/faults', { recursive: true })
  writeFileSync('test-results/faults/guessing.md', `${table}\n`)
  for (const { owner, tries } of results) expect(owner).toBe(tries)
  expect(results[0]?.compared).toBeLessThan(50)
  expect(results[1]?.compared).toBeLessThan(1_000)
})
