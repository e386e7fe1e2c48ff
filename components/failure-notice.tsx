import { explanations, type Failure } from '@/lib/oauth/failures'
import { Notice } from './ui/notice'

/** One failure in full: what happened, what to do, what a retry costs. `detail`: the provider's own words, as text. */
export function FailureNotice({ failure, detail, tone = 'bad' }: { failure: Failure; detail?: string | null; tone?: 'bad' | 'warn' }) {
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
      <p className="text-sm">{cost}</p>
    </Notice>
  )
}
