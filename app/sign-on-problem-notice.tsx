import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/i18n/translations'
import { signOnFailures, signOnRefusals, wordsOfFailure, wordsOfRefusal } from '@/lib/sign-on/failures'

/** What went wrong at the identity provider, or on the way back. What stands in the address only chooses among sentences of ours. */
export async function SignOnProblemNotice({ problem }: { problem: string | string[] | undefined }) {
  const [t, fields] = await Promise.all([getTranslations('signOn'), getTranslations('fields')])
  if (problem === 'slowed') return <Notice tone="warn" role="alert" title={fields('slowed')} />
  const failure = signOnFailures.find((one) => one === problem)
  const refusal = signOnRefusals.find((one) => one === problem)
  const words = failure ? wordsOfFailure(failure) : refusal ? wordsOfRefusal(refusal) : null
  if (!words) return null
  return (
    <Notice tone="warn" role="alert" title={t(words.sentence)}>
      <p>{t(words.next)}</p>
    </Notice>
  )
}
