// What `keys:status` tells, and the last lines of `keys:rotate`.
import { env } from '../../lib/env.js'
import { isOpenToOthers, readKeyFile } from '../../lib/vault/key-file'
import { buildVaultKey } from '../../lib/vault/keys'
import { getKeyRing } from '../../lib/vault/key-ring'
import { countUsersToReseal } from '../../lib/vault/reseal-store'
import { listKeyUse, type KeyUse } from '../../lib/vault/rotation-store'

const plural = (count: number, one: string) => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`

function describeUse(use: KeyUse | undefined): string {
  if (!use) return 'nothing is under it'
  const parts = [
    use.dataKeys > 0 &&
      `${plural(use.dataKeys, 'data key')}${use.retired > 0 ? `, ${use.retired.toLocaleString('en')} of them retired` : ''}`,
    use.direct > 0 && `${plural(use.direct, 'secret')} of the first version, sealed directly`,
  ]
  return parts.filter(Boolean).join('; ')
}

/** Which keys may go, and how. */
export async function describeRemovable(): Promise<string[]> {
  const { primary } = getKeyRing()
  const uses = await listKeyUse()
  const isFree = (id: string) => id !== primary.id && !uses.some(({ keyId }) => keyId === id)
  const lines: string[] = []
  // One that is younger than the primary was prepared, and waits for its turn.
  const inFile = env.KEY_FILE ? readKeyFile(env.KEY_FILE).keys.filter(({ createdAt }) => createdAt <= (primary.createdAt ?? createdAt)) : []
  for (const { name } of inFile.filter((key) => isFree(key.id)))
    lines.push(`key ${name} may be removed from ${env.KEY_FILE}. Keep it elsewhere as long as you keep backups that were made under it.`)
  if (env.ENCRYPTION_KEY && isFree(buildVaultKey(env.ENCRYPTION_KEY).id)) lines.push('ENCRYPTION_KEY may be unset: nothing is under it.')
  return lines
}

/** @returns the lines, and whether a key is missing */
export async function describeKeys(): Promise<{ lines: string[]; isMissing: boolean }> {
  const { primary, ids, find } = getKeyRing()
  const uses = await listKeyUse()
  const useOf = (id: string) => uses.find(({ keyId }) => keyId === id)
  const source = env.KEY_FILE ? `KEY_FILE ${env.KEY_FILE}${env.ENCRYPTION_KEY ? ' and ENCRYPTION_KEY' : ''}` : 'ENCRYPTION_KEY'
  const missing = uses.filter(({ keyId }) => !find(keyId))
  const atHand = ids.map((id) => `key ${id}${id === primary.id ? ' (primary)' : ''}: ${describeUse(useOf(id))}`)
  const gone = missing.map((use) => `key ${use.keyId} is MISSING: ${describeUse(use)}`)
  const notYet = uses.filter(({ keyId, dataKeys }) => keyId !== primary.id && dataKeys > 0)
  const older = primary.createdAt ? await countUsersToReseal(primary.createdAt) : 0
  return {
    isMissing: missing.length > 0,
    lines: [
      `from ${source}`,
      ...atHand,
      ...gone,
      ...(notYet.length > 0 && primary.createdAt ? ['not everything is under the primary key yet: npm run keys:rotate'] : []),
      ...(older > 0
        ? [`${plural(older, 'user')} with data keys older than the primary key: npm run keys:rotate -- --data renews them`]
        : []),
      ...(await describeRemovable()),
      ...(env.KEY_FILE && isOpenToOthers(env.KEY_FILE) ? [`${env.KEY_FILE} can be read by others than its owner: chmod 600 it`] : []),
    ],
  }
}
