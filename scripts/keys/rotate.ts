// The story of `keys:rotate`: what is half done is brought to its end; where nothing is, a new key is made primary, and everything goes under it.
import { existsSync } from 'node:fs'
import { appendAudit, isKeyRecorded } from '../../lib/audit/store'
import { env } from '../../lib/env.js'
import type { FileKey } from '../../lib/vault/key-file'
import { buildKeyRing, getKeyRing } from '../../lib/vault/key-ring'
import { countUsersWithOlderKeys, dropRetiredKeys } from '../../lib/vault/reseal-store'
import { requireKeys, listKeyUse } from '../../lib/vault/rotation-store'
import { Refusal } from '../steps/refusal.mjs'
import { clearDrafts, createKeyFile, findYounger, prepareKey, promoteKey } from './key-file-steps'
import { lockKeyFile } from './lock'
import { resealAll, rewrapAll } from './rounds'
import { describeRemovable } from './status'

export type Wish = { withData: boolean; prepare: boolean; log: (line: string) => void }

/**
 * Killed at any moment, it may be run again and goes on where it was.
 * @returns whether everything is where it belongs; what is not was named
 * @throws {Refusal} before anything was changed
 */
export async function rotateKeys(wish: Wish): Promise<boolean> {
  const path = env.KEY_FILE
  if (!path)
    throw new Refusal(
      'KEY_FILE is not set: to begin, set it in .env to a path outside of the checkout and its backups, as /etc/preauth-portal/keys.json, ' +
        'keep ENCRYPTION_KEY as it is, and run this again.',
    )
  const letGo = lockKeyFile(path)
  try {
    clearDrafts(path)
    if (!existsSync(path)) return await begin(path, wish)
    // A key that is missing here was made elsewhere: another new one would tear the two apart for good.
    await requireKeys()
    return await (wish.prepare ? prepare(path, wish) : rotate(path, wish))
  } finally {
    letGo()
  }
}

async function begin(path: string, { log }: Wish): Promise<boolean> {
  await requireKeys(env.ENCRYPTION_KEY ? buildKeyRing(env.ENCRYPTION_KEY, undefined) : null)
  const isInUse = (await listKeyUse()).length > 0
  const made = createKeyFile(path, env.ENCRYPTION_KEY, new Date())
  log(
    `made ${path}: its primary key is ${made}${env.ENCRYPTION_KEY ? ', and ENCRYPTION_KEY is in it as an older one' : ''}. Keep a copy of it.`,
  )
  if (isInUse)
    log(
      'Nothing is under the new key yet, for a portal that runs does not know of it. Start every instance again with KEY_FILE set, and run this once more.',
    )
  return true
}

/** A key that was primary before, and was taken back by hand, is not waiting for its turn. */
async function findPrepared(path: string): Promise<FileKey | null> {
  const younger = findYounger(path)
  return younger && !(await isKeyRecorded(younger.id)) ? younger : null
}

async function prepare(path: string, { log }: Wish): Promise<boolean> {
  const key = (await findPrepared(path))?.name ?? prepareKey(path, new Date())
  log(`key ${key} stands in ${path} and seals nothing yet. Copy the file to every machine; then run keys:rotate without --prepare, on one.`)
  return true
}

async function rotate(path: string, { withData, log }: Wish): Promise<boolean> {
  let ended = await bringUp(withData, log)
  if (!ended.isProgress) {
    promoteKey(path, await findPrepared(path), new Date())
    ended = await bringUp(withData, log, { isNew: true })
  }
  const dropped = await dropRetiredKeys(new Date())
  if (dropped > 0) log(`forgot ${dropped} data keys that were retired long ago`)
  for (const place of ended.damaged) log(`does not open, and was left as it is: ${place}`)
  for (const line of await describeRemovable()) log(line)
  return ended.damaged.length === 0
}

/** Everything under the key that is primary now. `isProgress`: there was something to do. */
async function bringUp(withData: boolean, log: Wish['log'], { isNew = false } = {}): Promise<{ isProgress: boolean; damaged: string[] }> {
  const { primary } = getKeyRing()
  if (isNew) log(`key ${primary.id} is primary now`)
  const { done, damaged } = await rewrapAll(log)
  if (done > 0 || isNew || !(await isKeyRecorded(primary.id)))
    await appendAudit('portal', 'keys-rotated', { keyId: primary.id, count: done })
  if (done > 0) log(`${isNew ? '' : 'went on where a run before had stopped: '}all data keys are under key ${primary.id}`)
  const since = primary.createdAt
  const isProgress = isNew || done > 0 || (withData && since !== null && (await countUsersWithOlderKeys(since)) > 0)
  if (!withData || !since || !isProgress) return { isProgress, damaged }
  const sealed = await resealAll(since, log)
  if (sealed.keys > 0 || sealed.secrets > 0) {
    await appendAudit('portal', 'keys-rotated', { keyId: primary.id, count: sealed.secrets, name: 'secrets sealed anew' })
    log(`${sealed.secrets} secrets of ${sealed.users} users are sealed under new data keys`)
  }
  return { isProgress, damaged: [...damaged, ...sealed.unopened] }
}
