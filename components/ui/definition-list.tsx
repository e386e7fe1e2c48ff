import type { ReactNode } from 'react'

export type Definition = { term: string; detail: ReactNode; mono?: boolean }

export function DefinitionList({ items }: { items: Definition[] }) {
  return (
    <dl className="grid gap-y-3 text-md">
      {items.map(({ term, detail, mono }) => (
        <div key={term} className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[168px_minmax(0,1fr)]">
          <dt className="text-ink-3">{term}</dt>
          <dd translate={mono ? 'no' : undefined} className={`min-w-0 wrap-anywhere ${mono ? 'font-mono text-sm leading-[21px]' : ''}`}>
            {detail}
          </dd>
        </div>
      ))}
    </dl>
  )
}
