// Texts beside siblings in JSX, as far as the source alone tells. tests/e2e/translated.spec.ts finds the rest, on the pages.
import ts from 'typescript'
import type { SourceFile } from './source-files'

const makesTexts = /^(use|get)(All)?Translations$/

/** The variables of a file that hold a translator: what they are called with is a text. */
function translatorsOf(tree: ts.SourceFile): Set<string> {
  const names = new Set(['t', 'ui', 'labels', 'say', 'String'])
  const visit = (node: ts.Node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
      const call = ts.isAwaitExpression(node.initializer) ? node.initializer.expression : node.initializer
      if (ts.isCallExpression(call) && makesTexts.test(call.expression.getText(tree))) names.add(node.name.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return names
}

function isText(node: ts.Expression, translators: Set<string>): boolean {
  if (ts.isParenthesizedExpression(node)) return isText(node.expression, translators)
  if (ts.isStringLiteralLike(node)) return node.text.trim() !== ''
  if (ts.isNumericLiteral(node) || ts.isTemplateExpression(node)) return true
  if (ts.isConditionalExpression(node)) return isText(node.whenTrue, translators) || isText(node.whenFalse, translators)
  if (ts.isBinaryExpression(node)) {
    const isPlus = node.operatorToken.kind === ts.SyntaxKind.PlusToken
    return isText(node.right, translators) || (isPlus && isText(node.left, translators))
  }
  if (!ts.isCallExpression(node)) return false
  const called = node.expression
  return ts.isPropertyAccessExpression(called)
    ? ['rich', 'markup', 'join', 'padStart'].includes(called.name.text)
    : ts.isIdentifier(called) && translators.has(called.text)
}

/** `path:line text` of every text that has a sibling, or stands bare in a fragment. A blank between two elements is none. */
export function findBareTexts({ path, tree }: SourceFile): string[] {
  const translators = translatorsOf(tree)
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (ts.isJsxElement(node) || ts.isJsxFragment(node)) {
      const children = node.children.filter((one) => (ts.isJsxText(one) ? one.text.trim() : !ts.isJsxExpression(one) || one.expression))
      const bare = children.filter(
        (one) => ts.isJsxText(one) || (ts.isJsxExpression(one) && one.expression && isText(one.expression, translators)),
      )
      if (children.length > 1 || ts.isJsxFragment(node))
        for (const one of bare) {
          const { line } = tree.getLineAndCharacterOfPosition(one.getStart(tree))
          found.push(`${path}:${line + 1} ${one.getText(tree).trim().slice(0, 60)}`)
        }
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}
