import { useTranslations } from '@/lib/i18n/use-translations'
import { Clock } from './clock'
import { FlowPicture } from './flow-picture'
import { Steps, type Step, type StepState } from './ui/steps'

/**
 * When each step of the way happened. `pastes`: with a deviating redirect URI the return URL is pasted by hand; open until the form is sent.
 * `isOver`: it goes no further, and ended at the first step that is not done.
 */
type Props = { values?: Date | null; returned?: Date | null; settings?: Date | null; pastes?: boolean; isOver?: boolean }

/** The path that is always visible: values → allow → return URL → settings, with the real times once they happened. */
export function PathSteps({ values, returned, settings, pastes, isOver }: Props) {
  const t = useTranslations('preauthenticate.steps')
  const now = settings ? 4 : returned ? 3 : values ? 1 : 0
  const state = (index: number): StepState => (index < now ? 'done' : index > now ? 'todo' : isOver ? 'failed' : 'now')
  const clock = (at: Date) => <Clock at={at.toISOString()} />
  const items: Step[] = [
    { title: t('values'), detail: values ? clock(values) : t('fromCenter'), state: state(0) },
    { title: t('allow'), detail: values ? t.rich('opened', { time: () => clock(values) }) : t('atExact'), state: state(1) },
    {
      title: t('returnUrl'),
      detail: returned ? clock(returned) : t(pastes === undefined ? 'onlyDeviating' : pastes ? 'paste' : 'byItself'),
      state: state(2),
    },
    { title: t('settings'), detail: settings ? t.rich('made', { time: () => clock(settings) }) : t('onMachine'), state: state(3) },
  ]
  return (
    <div className="grid gap-4">
      <FlowPicture now={isOver ? null : now} />
      <Steps items={items} label={t('label')} />
    </div>
  )
}
