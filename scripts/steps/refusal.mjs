// What a user can put right: told in one sentence, without a stack.
export class Refusal extends Error {}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function tell(error) {
  if (error instanceof Refusal) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
