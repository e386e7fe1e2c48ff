/** What one field of a result shows. `stale`: the password is asked for again first. `damaged`: the field does not open. */
export type RevealState = { value: string | null; problem: 'stale' | 'damaged' | null }

export const maskedState: RevealState = { value: null, problem: null }
