// The settings history of all users, opened by lib/ itself: a program of its own, for lib/ serves one database per process.
//   node --conditions=react-server --import tsx tests/faults/support/read-history.ts   with the portal's environment; prints JSON
import type { UserId } from '@/lib/accounts/user-id'
import { db } from '@/lib/db'
import { openSettingsField } from '@/lib/history/store'

export type KeptFile = { id: string; attemptId: string | null; name: string; refreshToken: string | null }

const rows = await db.settingsFile.findMany({ select: { id: true, userId: true, attemptId: true, name: true } })
const files: KeptFile[] = []
for (const { id, userId, attemptId, name } of rows) {
  files.push({ id, attemptId, name, refreshToken: await openSettingsField(userId as UserId, id, 'refreshToken') })
}
console.log(JSON.stringify(files))
await db.$disconnect()
