/** Why no request was sent. */
export const unreachedReasons = [
  'proxy-away',
  'proxy-log-in',
  'proxy-refusal',
  'name-unknown',
  'no-connection',
  'not-trusted',
  'tls-failure',
  'no-answer',
] as const
export type UnreachedReason = (typeof unreachedReasons)[number]

/** No byte of the request has left: what it would have spent is not spent. */
export class NotReached extends Error {
  override name = 'NotReachedError'
  constructor(
    readonly reason: UnreachedReason,
    options?: ErrorOptions,
  ) {
    super(`Not reached: ${reason}`, options)
  }
}

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : []
  return [error.name, (error as NodeJS.ErrnoException).code ?? '', ...inner, ...codesOf(error.cause)]
}

// As OpenSSL and Node.js name them: https://nodejs.org/api/tls.html#x509-certificate-error-codes
const certificateFault = /CERT|VERIFY_LEAF|^CRL_|^HOSTNAME_MISMATCH|^INVALID_(CA|PURPOSE)|^PATH_LENGTH/

/** What a failure means, as far as it tells; `otherwise` where it does not. */
export function reasonOf(error: unknown, otherwise: UnreachedReason): UnreachedReason {
  const codes = codesOf(error)
  if (codes.includes('AbortError')) return 'no-answer'
  if (otherwise === 'proxy-away') return otherwise
  if (codes.includes('ENOTFOUND') || codes.includes('EAI_AGAIN')) return 'name-unknown'
  return codes.some((code) => certificateFault.test(code)) ? 'not-trusted' : otherwise
}
