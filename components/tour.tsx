import { useTranslations } from '@/lib/i18n/use-translations'
import type { PlainAction } from './form-action'
import { Button } from './ui/button'
import { ButtonLink } from './ui/button-link'

const last = 3

/** What the address says: a step of the tour, the first where it says nothing. */
export const readTourStep = (value: string): 1 | 2 | 3 => (value === '2' ? 2 : value === '3' ? 3 : 1)

type Props = { step: 1 | 2 | 3; endAction: PlainAction }

/** The tour of the first log-in: on top of the page, in nobody's way, and without JavaScript as well. */
export function Tour({ step, endAction }: Props) {
  const t = useTranslations('tour')
  return (
    <section aria-label={t('title')} className="grid gap-3 rounded-lg border border-accent-line bg-accent-soft px-4 py-3.5">
      <div className="grid gap-0.5">
        <p className="text-sm text-ink-2">{t('step', { step })}</p>
        <h2 className="font-[620]">{t(`steps.${step}.title`)}</h2>
        <p className="max-w-[68ch] text-md text-ink-2">{t(`steps.${step}.text`)}</p>
      </div>
      <div className="flex flex-wrap items-center gap-2.5">
        {step > 1 && (
          <ButtonLink size="sm" href={`/preauthenticate?tour=${step - 1}`}>
            {t('back')}
          </ButtonLink>
        )}
        {step < last && (
          <ButtonLink size="sm" href={`/preauthenticate?tour=${step + 1}`}>
            {t('next')}
          </ButtonLink>
        )}
        <form action={endAction}>
          <Button type="submit" size="sm" variant="quiet">
            {t(step < last ? 'skip' : 'end')}
          </Button>
        </form>
        <p className="text-sm text-ink-2">{t('again')}</p>
      </div>
    </section>
  )
}
