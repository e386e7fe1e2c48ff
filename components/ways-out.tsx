'use client'

import { useActionState } from 'react'
import { DataTable } from './ui/data-table'
import { Notice } from './ui/notice'
import { SubmitButton } from './ui/submit-button'
import { Tag } from './ui/tag'

/** One place that was asked, in the words of the page. */
export type TriedWay = { origin: string; way: string; isGood: boolean; tone: string; says: string }
export type WaysState = { ways: TriedWay[]; problem: string | null }

type Labels = Record<'caption' | 'address' | 'way' | 'tone' | 'says' | 'button' | 'pending', string>
type Props = { labels: Labels; tryAction: (state: WaysState) => Promise<WaysState> }

/** A button that tries the ways out, and what came of it. */
export function WaysOut({ labels, tryAction }: Props) {
  const [{ ways, problem }, submit] = useActionState(tryAction, { ways: [], problem: null })
  return (
    <div className="grid gap-4">
      <form action={submit}>
        <SubmitButton variant="secondary" pendingLabel={labels.pending}>
          {labels.button}
        </SubmitButton>
      </form>
      {problem && <Notice tone="warn" role="alert" title={problem} />}
      <div role="status">
        {ways.length > 0 && (
          <DataTable<TriedWay>
            caption={labels.caption}
            rows={ways}
            rowKey={({ origin }) => origin}
            columns={[
              {
                key: 'origin',
                header: labels.address,
                cell: ({ origin }) => (
                  <span translate="no" className="font-mono text-sm">
                    {origin}
                  </span>
                ),
              },
              { key: 'way', header: labels.way, cell: ({ way }) => <span>{way}</span> },
              {
                key: 'tone',
                header: labels.tone,
                cell: ({ isGood, tone }) => <Tag tone={isGood ? 'good' : 'bad'}>{tone}</Tag>,
                className: 'whitespace-nowrap',
              },
              { key: 'says', header: labels.says, cell: ({ says }) => <span className="text-ink-2">{says}</span> },
            ]}
          />
        )}
      </div>
    </div>
  )
}
