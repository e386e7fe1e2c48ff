// The two rounds of `keys:rotate`, each through everything there is, with a line of progress per step. A step may be repeated.
import { patiently } from '../../lib/patiently'
import { countUsersToReseal, listUsersToReseal, resealUser } from '../../lib/vault/reseal-store'
import { countElsewhere, rewrapSome } from '../../lib/vault/rotation-store'
import { VaultError } from '../../lib/vault/seal'

type Log = (line: string) => void
const isFinal = (error: unknown) => error instanceof VaultError
const number = (count: number) => count.toLocaleString('en')

// A portal that has not read the key file yet adds some behind our back.
const mostRounds = 5

/** Puts every data key under the primary key. @returns how many it did, and what it could not open */
export async function rewrapAll(log: Log): Promise<{ done: number; damaged: string[] }> {
  const total = await countElsewhere()
  let done = 0
  let damaged: string[] = []
  for (let round = 1; round <= mostRounds; round++) {
    const before = done
    damaged = []
    for (let afterId: string | null = ''; afterId !== null;) {
      const from: string = afterId
      const step = await patiently(() => rewrapSome(from), { isFinal })
      done += step.done
      damaged.push(...step.damaged)
      if (step.done > 0) log(`re-wrapped ${number(done)} of ${number(Math.max(total, done))}`)
      afterId = step.lastId
    }
    if (done === before) break
  }
  return { done, damaged }
}

export type Sealed = { users: number; keys: number; secrets: number; unopened: string[] }

/** Gives every user a data key younger than `since`, and seals everything of theirs under it. */
export async function resealAll(since: Date, log: Log): Promise<Sealed> {
  const total = await countUsersToReseal(since)
  const sealed: Sealed = { users: 0, keys: 0, secrets: 0, unopened: [] }
  for (let afterId = ''; ;) {
    const users = await patiently(() => listUsersToReseal(since, afterId))
    for (const userId of users) {
      const one = await patiently(() => resealUser(userId, since, new Date()), { isFinal }).catch((error: unknown) => {
        // Deleted since we read of them.
        if ((error as { code?: string }).code === 'P2003') return null
        throw error
      })
      if (!one) continue
      sealed.users++
      sealed.keys += one.isNewKey ? 1 : 0
      sealed.secrets += one.secrets
      sealed.unopened.push(...one.unopened.map((place) => `${place}, of user ${userId}`))
      log(`sealed anew: ${number(sealed.users)} of ${number(Math.max(total, sealed.users))} users`)
    }
    const last = users.at(-1)
    if (!last) return sealed
    afterId = last
  }
}
