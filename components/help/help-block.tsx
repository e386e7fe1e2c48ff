import type { ReactNode } from 'react'
import { Notice } from '../ui/notice'
import type { Block } from './outline'
import { pictures } from './pictures'

/** Gives the text of a key with its tags drawn. */
export type Say = (key: string) => ReactNode

/** One paragraph, list, table of terms, remark or picture of a topic. */
export function HelpBlock({ block, say }: { block: Block; say: Say }) {
  const { kind, key, items } = block
  switch (kind) {
    case 'text':
      return <p>{say(key)}</p>
    case 'code':
      return (
        <p className="rounded-md border border-line bg-sunken px-3.5 py-2.5">
          <code translate="no" className="text-sm text-ink wrap-anywhere">
            {say(key)}
          </code>
        </p>
      )
    case 'note':
    case 'warn':
      return (
        <Notice tone={kind === 'warn' ? 'warn' : 'info'}>
          <p>{say(key)}</p>
        </Notice>
      )
    case 'steps':
    case 'list':
      return <Items isOrdered={kind === 'steps'} items={items.map((item) => ({ item, text: say(`${key}.${item}`) }))} />
    case 'terms':
      return <Terms items={items.map((item) => ({ item, term: say(`${key}.${item}.term`), text: say(`${key}.${item}.text`) }))} />
    case 'picture': {
      const Picture = pictures[key.split('.')[0] ?? '']
      return Picture ? <Picture say={(name) => say(`${key}.${name}`)} /> : null
    }
  }
}

function Items({ isOrdered, items }: { isOrdered: boolean; items: { item: string; text: ReactNode }[] }) {
  const List = isOrdered ? 'ol' : 'ul'
  return (
    <List className={`grid gap-1.5 pl-5 marker:text-ink-3 ${isOrdered ? 'list-decimal' : 'list-disc'}`}>
      {items.map(({ item, text }) => (
        <li key={item} className="pl-1">
          {text}
        </li>
      ))}
    </List>
  )
}

function Terms({ items }: { items: { item: string; term: ReactNode; text: ReactNode }[] }) {
  return (
    <dl className="overflow-hidden rounded-md border border-line bg-surface">
      {items.map(({ item, term, text }) => (
        <div key={item} className="grid gap-x-4 border-line px-3.5 py-2 not-first:border-t sm:grid-cols-[minmax(0,13rem)_minmax(0,1fr)]">
          <dt className="font-[560] text-ink wrap-anywhere">{term}</dt>
          <dd className="wrap-anywhere">{text}</dd>
        </div>
      ))}
    </dl>
  )
}
