/** One section of a page: `id` is its anchor; none at the top. */
export type Passage = { id?: string; heading?: string; text: string }
/** A page that can be found. `terms`: English words and codes that lead to it in every language; they are not shown. */
export type HelpDocument = { href: string; title: string; terms: string; passages: Passage[] }
/** A text in parts, of which those with `isHit` were looked for. */
export type MarkedText = { text: string; isHit: boolean }[]
export type HelpHit = { href: string; title: MarkedText; heading?: MarkedText; excerpt: MarkedText }

const ligatures: Record<string, string> = { ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', '’': "'" }
const excerptLength = 180

/** Without accents and capitals, and for each letter of the outcome where it stood. */
function fold(text: string): { folded: string; places: number[] } {
  let folded = ''
  const places: number[] = []
  let place = 0
  for (const letter of text) {
    const lower = letter.toLowerCase()
    const plain = ligatures[lower] ?? lower.normalize('NFD').replace(/\p{M}/gu, '')
    folded += plain
    for (let count = 0; count < plain.length; count++) places.push(place)
    place += letter.length
  }
  return { folded, places: [...places, text.length] }
}

/** The words of a search, folded; a handful of them are enough. */
export function searchWords(query: string): string[] {
  return [...new Set(fold(query.slice(0, 200)).folded.split(/[\s"“”„«»]+/))].filter(Boolean).slice(0, 8)
}

/** Marks every occurrence of the words. */
export function markWords(text: string, words: string[]): MarkedText {
  const { folded, places } = fold(text)
  const isHit = new Array<boolean>(text.length).fill(false)
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
      isHit.fill(true, places[at], places[at + word.length])
  }
  const parts: MarkedText = []
  for (let index = 0; index < text.length; index++) {
    const last = parts.at(-1)
    if (last && last.isHit === isHit[index]) last.text += text[index]
    else parts.push({ text: text[index] ?? '', isHit: isHit[index] ?? false })
  }
  return parts
}

/** Some words around the first hit, cut between words. */
export function cutExcerpt(text: string, words: string[]): string {
  const { folded, places } = fold(text)
  const found = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0)
  const hit = places[Math.min(...found, folded.length)] ?? 0
  const start = found.length === 0 || hit < 60 ? 0 : text.indexOf(' ', hit - 60) + 1
  const end = start + excerptLength >= text.length ? text.length : text.lastIndexOf(' ', start + excerptLength)
  return `${start > 0 ? '… ' : ''}${text.slice(start, end > start ? end : start + excerptLength)}${end < text.length ? ' …' : ''}`
}

type Ranked = { score: number; hit: HelpHit }

/** Whatever holds all words of the search; hits in the title first, then in headings, then in the text. */
export function searchHelp(documents: HelpDocument[], query: string): HelpHit[] {
  const words = searchWords(query)
  if (words.length === 0) return []
  return documents
    .flatMap((one) => rank(one, words))
    .sort((a, b) => b.score - a.score)
    .map(({ hit }) => hit)
}

function rank({ href, title, terms, passages }: HelpDocument, words: string[]): Ranked[] {
  const inside = (text: string) => words.filter((word) => fold(text).folded.includes(word)).length
  const whole = [title, terms, ...passages.flatMap(({ heading = '', text }) => [heading, text])].join('\n')
  if (inside(whole) < words.length) return []
  const scores = passages.map(({ heading = '', text }) => inside(heading) * 10 + inside(text))
  const best = Math.max(0, ...scores)
  const passage = passages[scores.indexOf(best)] ?? passages[0]
  const isAtTop = best === 0 || inside(title) === words.length
  const shown = isAtTop ? passages[0] : passage
  return [
    {
      score: inside(title) * 1000 + inside(terms) * 100 + best,
      hit: {
        href: shown?.id ? `${href}#${shown.id}` : href,
        title: markWords(title, words),
        heading: shown?.heading ? markWords(shown.heading, words) : undefined,
        excerpt: markWords(cutExcerpt(shown?.text ?? '', words), words),
      },
    },
  ]
}
