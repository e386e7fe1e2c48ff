import { Clock } from './clock'
import { Steps, type Step, type StepState } from './ui/steps'

/** When each step of the way happened. `pastes`: with a deviating redirect URI the return URL is pasted by hand; open until the form is sent. */
type Props = { values?: Date | null; returned?: Date | null; settings?: Date | null; pastes?: boolean }

/** The path that is always visible: values → allow → return URL → settings, with the real times once they happened. */
export function PathSteps({ values, returned, settings, pastes }: Props) {
  const now = settings ? 4 : returned ? 3 : values ? (pastes ? 2 : 1) : 0
  const state = (index: number): StepState => (index < now ? 'done' : index === now ? 'now' : 'todo')
  const time = (at: Date | null | undefined, otherwise: string) => (at ? <Clock at={at.toISOString()} /> : otherwise)
  const items: Step[] = [
    { title: 'Values', detail: time(values, 'from the App Center'), state: state(0) },
    { title: 'Allow', detail: values && now >= 1 ? <>opened {time(values, '')}</> : 'at Exact Online', state: state(1) },
    {
      title: 'Return URL',
      detail: time(returned, pastes === undefined ? 'only if it deviates' : pastes ? 'paste it' : 'comes by itself'),
      state: state(2),
    },
    { title: 'Settings', detail: time(settings, 'on your machine'), state: state(3) },
  ]
  return <Steps items={items} label="The way to your settings file" />
}
