// The portal's own source as a list of files with their imports, for tests/architecture.test.ts.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, posix, relative, resolve } from 'node:path'
import ts from 'typescript'
import { projectRoot } from './programs'

/** `target`: the path below the project, without extension, or the package's name. `isType`: gone after compiling. */
export type Import = { target: string; isType: boolean; names: string[] }
export type SourceFile = { path: string; text: string; lines: number; tree: ts.SourceFile; imports: Import[] }

const isSource = (path: string) => /\.(ts|tsx|mjs|js)$/.test(path)
const withoutExtension = (path: string) => path.replace(/\.(d\.ts|tsx?|mjs|js)$/, '')

function listPaths(folder: string): string[] {
  return readdirSync(join(projectRoot, folder)).flatMap((name) => {
    const path = posix.join(folder, name)
    if (path === 'lib/generated') return []
    return statSync(join(projectRoot, path)).isDirectory() ? listPaths(path) : isSource(path) ? [path] : []
  })
}

function resolveTarget(path: string, specifier: string): string {
  if (specifier.startsWith('@/')) return withoutExtension(specifier.slice(2))
  if (!specifier.startsWith('.')) return specifier
  return withoutExtension(relative(projectRoot, resolve(projectRoot, dirname(path), specifier)).replaceAll('\\', '/'))
}

function listImports(path: string, tree: ts.SourceFile): Import[] {
  const imports: Import[] = []
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const bindings = node.importClause?.namedBindings
      const named = bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : []
      const isType =
        Boolean(node.importClause?.isTypeOnly) || (named.length > 0 && !node.importClause?.name && named.every((one) => one.isTypeOnly))
      const names = named.filter((one) => !one.isTypeOnly).map((one) => (one.propertyName ?? one.name).text)
      imports.push({ target: resolveTarget(path, node.moduleSpecifier.text), isType, names })
    }
    if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      imports.push({ target: resolveTarget(path, node.moduleSpecifier.text), isType: node.isTypeOnly, names: [] })
    }
    const [argument] = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments : []
    if (argument && ts.isStringLiteral(argument)) imports.push({ target: resolveTarget(path, argument.text), isType: false, names: [] })
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return imports
}

export function readSourceFiles(...folders: string[]): SourceFile[] {
  return folders.flatMap(listPaths).map((path) => {
    const text = readFileSync(join(projectRoot, path), 'utf8')
    const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
    return { path, text, lines: text.trimEnd().split('\n').length, tree, imports: listImports(path, tree) }
  })
}

/** The text without comments: what a rule about code is to look at. */
export function codeOf({ tree, text }: SourceFile): string {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, tree.languageVariant)
  scanner.setText(text)
  let code = ''
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const isComment = kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia
    code += isComment ? ' ' : scanner.getTokenText()
  }
  return code
}

export type ExportedFunction = { name: string; isAsync: boolean; parameters: string[]; firstStatement: string; body: string }

/** Exported functions, written either way; any other exported value has `parameters: []` and the name `… (no function)`. */
export function listExports(file: SourceFile): ExportedFunction[] {
  const isExported = (node: ts.Node) =>
    ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  const isAsync = (node: ts.Node) =>
    Boolean(ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword))
  const describe = (name: string, node: ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression): ExportedFunction => ({
    name,
    isAsync: isAsync(node),
    parameters: node.parameters.map((one) => one.getText(file.tree)),
    body: node.body?.getText(file.tree) ?? '',
    firstStatement:
      node.body && ts.isBlock(node.body) ? (node.body.statements[0]?.getText(file.tree) ?? '') : (node.body?.getText(file.tree) ?? ''),
  })
  const noFunction = (name: string): ExportedFunction => ({
    name: `${name} (no function)`,
    isAsync: false,
    parameters: [],
    firstStatement: '',
    body: '',
  })

  return file.tree.statements.flatMap((node): ExportedFunction[] => {
    if (ts.isExportDeclaration(node) || ts.isExportAssignment(node)) return [noFunction(node.getText(file.tree))]
    if (!isExported(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) return []
    if (ts.isFunctionDeclaration(node)) return [describe(node.name?.text ?? 'default', node)]
    if (!ts.isVariableStatement(node)) return [noFunction(node.getText(file.tree).slice(0, 40))]
    return node.declarationList.declarations.map((one) => {
      const { initializer } = one
      const isFunction = initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
      return isFunction ? describe(one.name.getText(file.tree), initializer) : noFunction(one.name.getText(file.tree))
    })
  })
}
