// A timed search for texts on which a pattern's work grows faster than their length. ESLint's rules see the same by automata and without a clock;
// this looks from the other side, at what the engine does, look-behinds and Unicode classes included.
import ts from 'typescript'
import type { SourceFile } from './source-files'

export type Pattern = { file: string; pattern: RegExp }

/** Every pattern that stands in one piece. */
export function listPatterns({ path, tree }: SourceFile): Pattern[] {
  const patterns: Pattern[] = []
  const visit = (node: ts.Node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      patterns.push({ file: path, pattern: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)) })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return patterns
}

const common = ['a', 'A', '0', ' ', '\t', '\n', '\u00e9', '\u200b', '%25', 'http://', '-', '_', '=', '&', '"', '%']

/** What may be repeated to keep a pattern busy: signs and words that stand in it, and what its classes are likely to hold. */
function listPumps({ source }: RegExp): string[] {
  const plain = source.replace(/\\[a-zA-Z]/g, ' ').replaceAll('\\', '')
  const words = plain.match(/[\p{L}\p{N}_-]{2,}/gu) ?? []
  return [...new Set([...common, ...plain, ...words, ...words.map((word) => `${word} `), ...words.map((word) => `${word}=`)])]
}

/** Milliseconds of the processor for one walk through a text, the fastest of three. */
function timeOf(pattern: RegExp, text: string): number {
  const walks = Array.from({ length: 3 }, () => {
    const start = process.cpuUsage()
    pattern.lastIndex = 0
    text.replace(pattern, '')
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  })
  return Math.min(...walks)
}

const [short, long] = [4_000, 16_000]
/** Below, the clock says nothing; a text of this length is walked through in a fraction of it. */
const noticeableMs = 15

/** The first text, as what is repeated in it, on which four times the length is eight times the work or more. */
export function attack(pattern: RegExp): string | null {
  const words = pattern.source.match(/[\p{L}]{3,}/gu)?.slice(0, 3) ?? []
  for (const pump of listPumps(pattern)) {
    for (const start of ['', ...words]) {
      const build = (length: number) => `${start}${pump.repeat(length / pump.length)}\u0001`
      const slow = timeOf(pattern, build(long))
      if (slow > noticeableMs && slow > 8 * timeOf(pattern, build(short))) return JSON.stringify(start + pump)
    }
  }
  return null
}
