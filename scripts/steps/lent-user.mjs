// PostgreSQL and PgBouncer refuse to run as root, so root lends them another user.
import { readFileSync } from 'node:fs'

/** @returns {{ uid: number, gid: number } | undefined} undefined where we are not root, and everything runs as we do */
export function lentUser() {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user) throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}
