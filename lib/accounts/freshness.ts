/** How long after the password was given secrets are handed out without asking for it again. */
export const freshForMs = 10 * 60 * 1000

/** Whether the password was given lately, at the log-in or since. Pure. */
export const isFresh = ({ confirmedAt }: { confirmedAt: Date }, now: Date) => now.getTime() - confirmedAt.getTime() < freshForMs
