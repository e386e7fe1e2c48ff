import type { Texts } from '@/lib/i18n/texts'
import type { Failure } from '@/lib/oauth/failures'
import { useTranslations } from '@/lib/i18n/use-translations'
import { Clock } from './clock'
import type { ToldFailure } from './preauthenticate-state'
import { Notice } from './ui/notice'
import { Verbatim } from './ui/verbatim'

/** `detail`: the provider's own words, and `cure` what helps against them. `shorter`: a shorter way than what the failure's own words advise, said before them. */
type Props = { told: ToldFailure; detail?: string | null; cure?: string; retryAt?: string | null; tone?: 'bad' | 'warn'; shorter?: string }

/** A failure with its words. */
export const tellFailure = (failure: Failure, t: Texts<'failures'>): ToldFailure => ({
  failure,
  title: t(`${failure}.title`),
  sentence: t(`${failure}.sentence`),
  next: t(`${failure}.next`),
  cost: t(`${failure}.cost`),
})

/** A failure whose words are at hand, also in a browser that holds no others. */
export function FailureBox({
  told: { failure, title, sentence, next, cost, reported },
  detail,
  cure,
  retryAt,
  tone = 'bad',
  shorter,
}: Props) {
  const t = useTranslations('exchange')
  return (
    <Notice tone={tone} title={title} role="alert">
      <p>{sentence}</p>
      {detail && (
        <p>
          <span>{t('providerSaid')}</span>{' '}
          <Verbatim as="q" className="font-mono text-sm">
            {detail}
          </Verbatim>
        </p>
      )}
      {cure && <p>{cure}</p>}
      {reported && (
        <>
          <p>
            <span>{t('addressSays')}</span>{' '}
            <Verbatim as="q" className="font-mono text-sm wrap-anywhere">
              {reported.words}
            </Verbatim>
          </p>
          <p>{reported.cure}</p>
        </>
      )}
      {shorter && <p>{shorter}</p>}
      <p>{next}</p>
      {retryAt && <p>{t.rich('safeAgain', { time: () => <Clock at={retryAt} />, b: (chunks) => <b>{chunks}</b> })}</p>}
      <p className="text-sm">{cost}</p>
      <p>
        <a href={`/help/errors/${failure}`} className="inline-block py-0.5">
          {t('whatCauses')}
        </a>
      </p>
    </Notice>
  )
}
