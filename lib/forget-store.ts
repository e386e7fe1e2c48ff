import 'server-only'
import { db } from './db'
import { beyondUndo } from './deletion'

/** Takes away, of all users, what was deleted and can't come back any more. */
export async function forgetDeleted(now: Date): Promise<void> {
  const where = beyondUndo(now)
  await db.settingsFile.deleteMany({ where })
  await db.appRegistration.deleteMany({ where })
}
