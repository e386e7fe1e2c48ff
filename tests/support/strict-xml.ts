// A small reader of XML 1.0 that forgives nothing, for files without text content: declaration, elements, attributes in double quotes.
// Unlike fast-xml-parser it refuses an `&` that begins no reference, and a reference that nobody declared, as .NET's reader does.

export type Element = { name: string; attributes: Record<string, string>; children: Element[] }

const predefined: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

function readAttributeValue(raw: string): string {
  if (raw.includes('<')) throw new SyntaxError(`A < in the attribute value ${raw}`)
  // XML 1.0, 3.3.3: a raw line break or tab is read as a blank.
  return raw.replace(/[\t\n\r]/g, ' ').replace(/&([^;]*)(;?)/g, (reference, name: string, end: string) => {
    const number = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name)
    const text = number ? String.fromCodePoint(number[1] ? parseInt(number[1], 16) : Number(number[2])) : predefined[name]
    if (!end || text === undefined) throw new SyntaxError(`The reference ${reference.slice(0, 40)} is not declared`)
    return text
  })
}

export function readStrictXml(text: string): Element {
  if (forbidden.test(text)) throw new SyntaxError('A character that XML 1.0 has no place for')
  const declaration = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(text)?.[0]
  if (!declaration) throw new SyntaxError('No declaration')
  let rest = text.slice(declaration.length)
  const take = (pattern: RegExp) => {
    const match = pattern.exec(rest)
    if (match) rest = rest.slice(match[0].length)
    return match
  }

  function readElement(): Element {
    const name = take(/^\s*<([A-Za-z][\w.-]*)/)?.[1]
    if (!name) throw new SyntaxError(`No element at ${rest.slice(0, 40)}`)
    const attributes: Record<string, string> = {}
    for (let match = take(/^\s+([A-Za-z][\w:.-]*)="([^"]*)"/); match; match = take(/^\s+([A-Za-z][\w:.-]*)="([^"]*)"/)) {
      const [, key = '', raw = ''] = match
      if (Object.hasOwn(attributes, key)) throw new SyntaxError(`The attribute ${key} stands twice`)
      attributes[key] = readAttributeValue(raw)
    }
    const children: Element[] = []
    if (take(/^\s*\/>/)) return { name, attributes, children }
    if (!take(/^\s*>/)) throw new SyntaxError(`<${name} does not end: ${rest.slice(0, 40)}`)
    while (!take(new RegExp(`^\\s*</${name}>`))) children.push(readElement())
    return { name, attributes, children }
  }

  const root = readElement()
  if (rest.trim()) throw new SyntaxError(`Something stands behind the root: ${rest.slice(0, 40)}`)
  return root
}
