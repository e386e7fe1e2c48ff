import { Check, CircleHelp, X } from 'lucide-react'
import { useTranslations } from '@/lib/i18n/use-translations'
import { MarkedText } from './marked-text'
import type { DoctorAnswer } from './preauthenticate-state'
import { Button } from './ui/button'

const looks = {
  ok: { icon: Check, tone: 'text-good', row: '' },
  bad: { icon: X, tone: 'text-bad', row: 'bg-bad-soft' },
  unknown: { icon: CircleHelp, tone: 'text-ink-3', row: '' },
}

/**
 * `text`: what the answer is about, as the field had it; without JavaScript it is not known here, and nothing is marked. `toldBelow`: the words
 * of what stands below in full, and is not said twice.
 */
type Props = { answer: DoctorAnswer; text?: string; toldBelow?: string; onMend?: () => void }

/** The return-URL doctor: what was checked, what was found, the characters that are wrong, and a way to mend them. */
export function DoctorLines({ answer, text, toldBelow, onMend }: Props) {
  const t = useTranslations('exchange')
  const mendAt = answer.mending && onMend ? answer.lines.findIndex(({ state }) => state === 'bad') : -1
  return (
    <ul aria-label={t('doctor')} className="divide-y divide-line overflow-hidden rounded-md border border-line text-md">
      {answer.lines.map(({ label, state, text: words, detail, spans, link }, index) => {
        const { icon: Icon, tone, row } = looks[state]
        return (
          <li
            key={label}
            className={`grid grid-cols-[22px_minmax(0,1fr)] gap-x-2 px-3.5 py-2 sm:grid-cols-[22px_120px_minmax(0,1fr)] ${row}`}
          >
            <Icon aria-hidden className={`mt-0.5 size-4 ${tone}`} strokeWidth={2.5} />
            <span className="font-medium text-ink">
              <span>{label}</span>
              <span className="sr-only">{`: ${t(`states.${state}`)}`}</span>
            </span>
            <div className="grid gap-1.5 text-ink-2 wrap-anywhere max-sm:col-start-2">
              <p className={state === 'bad' ? 'font-semibold text-bad' : ''}>{words}</p>
              {text !== undefined && <MarkedText text={text} spans={spans} />}
              {detail && words !== toldBelow && <p className="text-sm">{detail}</p>}
              {link && (
                <a href={link.href} className="w-fit py-0.5 text-accent underline underline-offset-2">
                  {link.text}
                </a>
              )}
              {index === mendAt && (
                <div className="grid gap-1.5">
                  <p id="mend-changes" className="text-sm">
                    {`${t('mendChanges')} ${answer.changes.join(' ')}`}
                  </p>
                  <Button size="sm" className="w-fit" onClick={onMend} aria-describedby="mend-changes">
                    {t('mendIt')}
                  </Button>
                </div>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
