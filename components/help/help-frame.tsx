import { useTranslations } from '@/lib/i18n/use-translations'
import type { ReactNode } from 'react'

export type FrameSection = { id: string; heading: ReactNode; content: ReactNode }

type Props = { sections: FrameSection[]; children?: ReactNode }

/** Sections that can be linked to, with a list of them at the side; on the phone it stands on top. `children`: what follows them. */
export function HelpFrame({ sections, children }: Props) {
  const t = useTranslations('help')
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_220px]">
      <nav aria-labelledby="on-this-page" className="text-md lg:sticky lg:top-9 lg:order-2 lg:self-start">
        <h2 id="on-this-page" className="text-sm font-semibold text-ink-3">
          {t('onThisPage')}
        </h2>
        <ul className="mt-1.5 grid gap-0.5 border-l border-line">
          {sections.map(({ id, heading }) => (
            <li key={id}>
              <a
                href={`#${id}`}
                className="-ml-px flex min-h-7 items-center border-l border-transparent py-0.5 pl-3 text-ink-2 hover:border-ink-2 hover:text-ink"
              >
                {heading}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid min-w-0 max-w-[68ch] content-start gap-9 lg:order-1">
        {sections.map(({ id, heading, content }) => (
          <section key={id} aria-labelledby={id} className="grid min-w-0 gap-3 text-ink-2">
            <h2 id={id} className="scroll-mt-6 rounded-sm text-lg font-[620] text-ink target:bg-accent-soft">
              {heading}
            </h2>
            {content}
          </section>
        ))}
        {children}
      </div>
    </div>
  )
}
