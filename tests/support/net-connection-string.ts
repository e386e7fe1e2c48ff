// A reader of .NET connection strings, written from the grammar of System.Data.Common.DbConnectionStringBuilder (the states of
// DbConnectionOptions.GetKeyValuePair, without the ODBC rules), and from nothing of ours: it judges what lib/settings writes.

export type Pair = [key: string, value: string]

const isBlank = (character: string) => /[\s\u0085]/.test(character) && character !== '\uFEFF'
const isControl = (character: string) => /\p{Cc}/u.test(character)

/** All pairs in their order, also of a key that stands twice (for .NET the last one would count). Keys are lower-cased, as .NET compares them. */
export function readConnectionString(text: string): Pair[] {
  const pairs: Pair[] = []
  let position = 0
  const peek = () => text[position] ?? ''

  while (position < text.length) {
    if (peek() === ';' || isBlank(peek())) position += 1
    else pairs.push([readKey(), readValue()])
  }
  return pairs

  /** Up to a single `=`; `==` stands for one `=` in the key. */
  function readKey(): string {
    let key = ''
    for (; ; position += 1) {
      if (position >= text.length) throw new SyntaxError(`The key ${key} has no value`)
      if (isControl(peek()) && !isBlank(peek())) throw new SyntaxError('A control character in a key')
      if (peek() !== '=') key += peek()
      else if (text[position + 1] === '=') {
        key += '='
        position += 1
      } else break
    }
    position += 1
    if (!key.trim()) throw new SyntaxError('A key is empty')
    return key.trim().toLowerCase()
  }

  function readValue(): string {
    while (position < text.length && isBlank(peek())) position += 1
    return peek() === '"' || peek() === "'" ? readQuoted(peek()) : readBare()
  }

  function readBare(): string {
    const start = position
    while (position < text.length && peek() !== ';') {
      if (isControl(peek()) && !isBlank(peek())) throw new SyntaxError('A control character in a bare value')
      position += 1
    }
    return text.slice(start, position).trim()
  }

  /** Up to the same quote; a doubled one stands for one. Behind it only blanks may come before the next `;`. */
  function readQuoted(quote: string): string {
    let value = ''
    for (position += 1; ; position += 1) {
      if (position >= text.length) throw new SyntaxError('A quoted value does not end')
      if (peek() !== quote) value += peek()
      else if (text[position + 1] === quote) {
        value += quote
        position += 1
      } else break
    }
    position += 1
    while (position < text.length && isBlank(peek())) position += 1
    if (position < text.length && peek() !== ';') throw new SyntaxError(`Something stands behind a quoted value: ${peek()}`)
    return value
  }
}
