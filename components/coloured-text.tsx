import { useMemo } from 'react'
import { highlight, type Language, type TokenKind } from '@/lib/settings/highlight'

const colours: Record<TokenKind, string> = {
  plain: 'text-ink',
  mark: 'text-ink-3',
  tag: 'text-accent',
  attribute: 'text-ink-2',
  value: 'text-ink',
  key: 'text-good',
  keyword: 'text-accent',
}

/**
 * The colours below a field of text, letter for letter where the field has its own: the field lies over it, its letters see-through, and
 * stays what is read out, selected and copied. So both need the same type, padding and breaks (`textLayout`).
 */
export function ColouredText({ text, language, className }: { text: string; language: Language; className: string }) {
  const tokens = useMemo(() => highlight(text, language), [text, language])
  return (
    <pre aria-hidden translate="no" className={`pointer-events-none select-none forced-colors:invisible ${className}`}>
      {tokens.map(({ kind, text: part }, index) => (
        <span key={index} className={colours[kind]}>
          {part}
        </span>
      ))}
      {/* A break at the very end has no height of its own. */}
      <span>{'\u200b'}</span>
    </pre>
  )
}

/** Of a field and of the colours below it. */
export const textLayout = (wraps: boolean) =>
  `col-start-1 row-start-1 m-0 block min-w-full px-4 py-3.5 font-mono text-sm leading-relaxed ${
    wraps ? 'wrap-anywhere whitespace-pre-wrap' : 'whitespace-pre'
  }`
