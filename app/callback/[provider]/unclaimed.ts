import { cleanProviderWords } from '@/lib/oauth/provider-words'
import { reportedBy } from '@/lib/oauth/reported-error'

/** Where an answer leads that is not of an attempt of the user's: anybody can have sent it, so it is told and ends nothing. Pure. */
export function pathOfUnclaimed(answer: URLSearchParams): string {
  const reported = cleanProviderWords(reportedBy(answer))
  if (reported) return `/preauthenticate?${new URLSearchParams({ problem: 'error-unproven', reported })}`
  const problem = answer.get('state') ? 'state-mismatch' : answer.get('code') ? 'state-missing' : 'query-missing'
  return `/preauthenticate?problem=${problem}`
}
