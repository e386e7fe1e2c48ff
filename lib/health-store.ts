import 'server-only'
import { db } from './db'

/** Whether the database answers. */
export const isDatabaseAlive = (): Promise<boolean> =>
  db.rateLimit.count({ take: 1 }).then(
    () => true,
    () => false,
  )
