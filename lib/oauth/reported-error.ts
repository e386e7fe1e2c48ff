const cures = {
  access_denied: 'accessDenied',
  unauthorized_client: 'unauthorizedClient',
  invalid_request: 'invalidRequest',
  unsupported_response_type: 'unsupportedResponseType',
  server_error: 'serverError',
  temporarily_unavailable: 'temporarilyUnavailable',
} as const

/** What helps against an error, by its key in messages/<language>/doctor.json. */
export type Cure = (typeof cures)[keyof typeof cures] | 'other'

/** What an answer of the provider reports (RFC 6749, 4.1.2.1), as `error` or `error: error_description`; null where that is no error. */
export function reportedBy(answer: URLSearchParams): string | null {
  const error = answer.get('error')
  return error ? [error, answer.get('error_description')].filter(Boolean).join(': ') : null
}

/** The cure of what was reported. */
export function cureOf(reported: string): Cure {
  const [error = ''] = reported.split(':', 1)
  return Object.hasOwn(cures, error) ? cures[error as keyof typeof cures] : 'other'
}
