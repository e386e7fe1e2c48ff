/** What a part of a settings file or statement is. */
export type TokenKind = 'plain' | 'mark' | 'tag' | 'attribute' | 'value' | 'key' | 'keyword'
export type Token = { kind: TokenKind; text: string }
export type Language = 'xml' | 'script' | 'plain'

// A connection string within: `key=value;`, a value bare or quoted. As XML has it, a quote is `&quot;`; in a statement it is doubled.
const pair = /([\w-]+)(=)(&quot;(?:(?!&quot;).|&quot;&quot;)*&quot;|""(?:[^"]|"""")*""|(?:&(?:amp|lt|gt|apos|#\w{1,6});|[^;])*)(;?)/gsy
const xmlPart = /<[?/]?[\w:-]*|[?/]?>|"[^"]*"|'[^']*'|[=\s]+|[^<>"'=\s]+|./gs
const scriptPart = /[A-Za-z]+|"(?:[^"]|"")*"?|[^A-Za-z"]+/g

const token = (kind: TokenKind, text: string | undefined): Token[] => (text ? [{ kind, text }] : [])

/** The inside of a quoted value, which may be a connection string. What does not read as one stays a value. */
function readValue(text: string): Token[] {
  const tokens: Token[] = []
  let end = 0
  pair.lastIndex = 0
  for (let match = pair.exec(text); match && match[0] !== ''; match = pair.exec(text)) {
    tokens.push(...token('key', match[1]), ...token('mark', match[2]), ...token('value', match[3]), ...token('mark', match[4]))
    end = pair.lastIndex
  }
  return [...tokens, ...token('value', text.slice(end))]
}

/** A value with its quotes; the last one may be missing. */
function readQuoted(text: string): Token[] {
  const quote = text[0] ?? ''
  const isClosed = text.length > 1 && text.endsWith(quote)
  return [...token('mark', quote), ...readValue(text.slice(1, isClosed ? -1 : undefined)), ...token('mark', isClosed ? quote : '')]
}

function readXmlPart({ 0: text, index, input }: RegExpExecArray): Token[] {
  if (/^["']./s.test(text)) return readQuoted(text)
  if (text.startsWith('<') || text.endsWith('>')) return token('tag', text)
  const end = index + text.length
  if (/^[\w:-]+$/.test(text) && /^=["']/.test(input.slice(end, end + 2))) return token('attribute', text)
  return token(/^[=\s]/.test(text) ? 'mark' : 'plain', text)
}

const readScriptPart = ([text]: RegExpMatchArray): Token[] =>
  text.startsWith('"') ? readQuoted(text) : token(/^[A-Za-z]/.test(text) ? 'keyword' : 'mark', text)

/** The parts of a text, each with its kind, for colours. Put together again they are the text, whatever it is. Pure. */
export function highlight(text: string, language: Language): Token[] {
  if (language === 'xml') return Array.from(text.matchAll(xmlPart)).flatMap(readXmlPart)
  if (language === 'script') return Array.from(text.matchAll(scriptPart)).flatMap(readScriptPart)
  return token('value', text)
}
