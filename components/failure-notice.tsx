import { useTranslations } from '@/lib/i18n/use-translations'
import type { Failure } from '@/lib/oauth/failures'
import { FailureBox, tellFailure } from './failure-box'

type Props = { failure: Failure; detail?: string | null; retryAt?: string | null; tone?: 'bad' | 'warn' }

/** One failure in full: what happened, what to do, what a retry costs. `detail`: the provider's own words, as text. */
export function FailureNotice({ failure, ...rest }: Props) {
  return <FailureBox told={tellFailure(failure, useTranslations('failures'))} {...rest} />
}
