import { useTranslations } from '@/lib/i18n/use-translations'
import type { Failure } from '@/lib/oauth/failures'
import type { ReportedError } from './preauthenticate-state'
import { FailureBox, tellFailure } from './failure-box'

type Props = {
  failure: Failure
  reported?: ReportedError
  detail?: string | null
  cure?: string
  retryAt?: string | null
  tone?: 'bad' | 'warn'
}

/** One failure in full: what happened, what to do, what a retry costs. `detail`: the provider's own words, as text. */
export function FailureNotice({ failure, reported, ...rest }: Props) {
  return <FailureBox told={{ ...tellFailure(failure, useTranslations('failures')), reported }} {...rest} />
}
