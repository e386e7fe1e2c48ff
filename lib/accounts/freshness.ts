/** How long after its user proved who they are a log-in may take secrets out and change the account. */
export const freshForMs = 10 * 60 * 1000

/** Whether they proved it lately, at the log-in or since. Pure. */
export const isFresh = ({ confirmedAt }: { confirmedAt: Date }, now: Date) => now.getTime() - confirmedAt.getTime() < freshForMs
