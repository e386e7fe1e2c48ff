import type { Span } from '@/lib/oauth/mending'

const around = 16
const most = 4

/** What nobody sees, or what would turn the line around, by its name. */
const show = (text: string) =>
  text
    .replace(/\n/g, '↵')
    .replace(/ /g, '␣')
    .replace(/[\p{Cf}\p{Cc}\p{Zs}\p{Cs}]/gu, (character) => `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`)
const cut = (text: string) => (text.length > 60 ? `${text.slice(0, 44)}…${text.slice(-12)}` : text)

/** The very characters that are wrong, marked, with a little of what stands around them. */
export function MarkedText({ text, spans }: { text: string; spans: Span[] }) {
  return spans.slice(0, most).map(([from, to]) => (
    <code key={from} dir="ltr" translate="no" className="block text-sm wrap-anywhere">
      <span>{(from > around ? '…' : '') + show(text.slice(Math.max(0, from - around), from))}</span>
      <mark className="rounded-sm bg-bad-soft px-0.5 font-semibold text-bad underline decoration-wavy underline-offset-4">
        {show(cut(text.slice(from, to)))}
      </mark>
      <span>{show(text.slice(to, to + around)) + (to + around < text.length ? '…' : '')}</span>
    </code>
  ))
}
