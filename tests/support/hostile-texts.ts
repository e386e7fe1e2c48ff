// Texts that cost a careless reader dearly: each as long as a stranger's body used to be let in.
const length = 352_000
const of = (piece: string) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

/** By name. Marks out of their order cost normalising the square of their number. */
export const hostileTexts: Record<string, string> = {
  'marks in turn': of('\u0301\u0323'),
  'marks on a letter': `a${of('\u0327\u0301')}`,
  'what composes': of('\u1100\u1161\u11a8'),
  'what grows when folded': of('\ufdfa'),
  brackets: of('['),
  braces: of('{"a":'),
  quotes: of('"'),
  blanks: of(' '),
  'line breaks': of('\r\n'),
  letters: of('a'),
  digits: of('9'),
  'at signs': of('a@'),
  dots: of('a.'),
  slashes: of('/'),
  escapes: of('%25'),
  entities: of('&amp;'),
  'lone surrogates': of('\ud800'),
  'an address': `https://${of('a.')}example/?state=${of('&state=')}`,
}
