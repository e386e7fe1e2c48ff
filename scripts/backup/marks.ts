// What must not simply come back as it was. Since the backup was made, refresh tokens have been replaced, sessions revoked, codes spent.

/** A text literal of SQL. */
const quote = (text: string) => `'${text.replaceAll("'", "''")}'`

/** As Prisma writes a time into SQLite, where it is compared as text; PostgreSQL reads it alike, for its columns have no time zone. */
export const sqlTime = (at: Date) => quote(at.toISOString().replace('Z', '+00:00'))

// As lib/attempts/exchange-store.ts does when an attempt ends.
const forgotten = '"clientSecretSealed" = NULL, "stateSealed" = NULL, "answerSealed" = NULL, "leaseUntil" = NULL'

/**
 * The statements that mark a restored database, for its own transaction. The same on SQLite and PostgreSQL.
 * @param backedUpAt when the backup was begun
 * @param answered attempts of which the answer comes back in the spool: they stay as they are, and are brought home by the portal
 */
export function buildMarks(backedUpAt: Date, answered: string[], now: Date): string[] {
  const notAnswered = answered.length ? ` AND "id" NOT IN (${answered.map(quote).join(', ')})` : ''
  const ended = `"endedAt" = ${sqlTime(now)}, ${forgotten}`
  return [
    // Any of these refresh tokens may have been used since: then the provider has replaced it.
    `UPDATE "SettingsFile" SET "backedUpAt" = ${sqlTime(backedUpAt)}`,
    // One that was revoked since would live again; so would a link that was used since, and what was begun.
    'DELETE FROM "Session"',
    'DELETE FROM "Challenge"',
    'DELETE FROM "MailLink"',
    'DELETE FROM "RateLimit"',
    // The code of one that was open may have been spent since, and a code that is spent twice counts as an error at the provider.
    `UPDATE "Attempt" SET "status" = 'expired', "failure" = 'attempt-expired', ${ended} WHERE "status" = 'open'`,
    // Nobody knows how these ended. Those whose answer was kept are not touched.
    `UPDATE "Attempt" SET "status" = 'unknown', "failure" = 'attempt-interrupted', ${ended}
       WHERE "status" = 'exchanging' AND "answerSealed" IS NULL${notAnswered}`,
  ]
}
