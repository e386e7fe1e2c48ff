// Where this machine keeps nginx and PgBouncer: Debian does not put them on everybody's PATH.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** @param {'nginx' | 'pgbouncer'} name */
export const findProgram = (name) =>
  ['/usr/sbin', ...(process.env.PATH ?? '').split(delimiter)].map((folder) => join(folder, name)).find((path) => existsSync(path))
