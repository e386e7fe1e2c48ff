import { explanations, type Failure } from '@/lib/oauth/failures'
import { Clock } from './clock'
import { Notice } from './ui/notice'

type Props = { failure: Failure; detail?: string | null; retryAt?: string | null; tone?: 'bad' | 'warn' }

/** One failure in full: what happened, what to do, what a retry costs. `detail`: the provider's own words, as text. */
export function FailureNotice({ failure, detail, retryAt, tone = 'bad' }: Props) {
  const { title, sentence, next, cost } = explanations[failure]
  return (
    <Notice tone={tone} title={title} role="alert">
      <p>{sentence}</p>
      {detail && (
        <p>
          Exact Online said: <q className="font-mono text-sm">{detail}</q>
        </p>
      )}
      <p>{next}</p>
      {retryAt && (
        <p>
          Safe again at{' '}
          <b>
            <Clock at={retryAt} />
          </b>
          .
        </p>
      )}
      <p className="text-sm">{cost}</p>
    </Notice>
  )
}
