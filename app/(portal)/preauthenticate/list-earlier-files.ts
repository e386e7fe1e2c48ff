import 'server-only'
import type { EarlierFile } from '@/components/earlier-files'
import type { UserId } from '@/lib/accounts/user-id'
import { listLivingOfClient } from '@/lib/history/store'
import { settingsFileName } from '@/lib/settings/file-name'

/** The user's own files that a new authorisation of the app may end, newest first. */
export async function listEarlierFiles(userId: UserId, clientId: string, now: Date): Promise<EarlierFile[]> {
  const files = await listLivingOfClient(userId, clientId, now)
  return files.map(({ id, name, authorisedBy, createdAt }) => ({
    id,
    fileName: settingsFileName(name),
    authorisedBy,
    at: createdAt.toISOString(),
  }))
}
