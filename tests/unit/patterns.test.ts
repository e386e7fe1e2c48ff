import { Linter } from 'eslint'
import regexp from 'eslint-plugin-regexp'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { patternRules } from '@/eslint.config.mjs'
import { readSourceFiles, type SourceFile } from '../support/source-files'

// Reading all sources and walking large patterns takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// ESLint holds every pattern that stands in one piece to a work that grows no faster than the text. Here it sees those that are put together.

/** Runs what puts patterns together, file by file. */
const makers: Record<string, () => Promise<unknown>> = {
  'lib/account-settings.js': () => import('@/lib/account-settings.js'),
  'lib/apps/clean-values.ts': async () => {
    const { cleanValue } = await import('@/lib/apps/clean-values')
    for (const field of ['clientId', 'clientSecret', 'redirectUri'] as const) cleanValue(field, '{x}')
  },
  'lib/apps/client-id.ts': async () => (await import('@/lib/apps/client-id')).canonicalClientId('x'),
  'lib/apps/read-block.ts': async () => (await import('@/lib/apps/read-block')).readBlock('Client ID: x'),
  'lib/env.js': () => import('@/lib/env.js'),
  'lib/http/guard.mjs': () => import('@/lib/http/guard.mjs'),
  'lib/oauth/find-named-values.ts': async () => {
    const { findNamedValues } = await import('@/lib/oauth/find-named-values')
    for (const name of ['refresh_token', 'error']) findNamedValues('x', name)
  },
  'lib/printable.ts': async () => (await import('@/lib/printable')).showControls('x'),
}

type Made = { file: string; pattern: string }
const made: Made[] = []
const isKnown = (pattern: string) => made.some((one) => one.pattern === pattern)

// Who has called, as a file of ours; a library's own patterns are not asked after.
const callerOf = (stack = '') => Object.keys(makers).find((file) => stack.split('\n')[2]?.includes(`/${file}`))

beforeAll(async () => {
  const recorded = new Proxy(RegExp, {
    construct(target, given, self) {
      const pattern = Reflect.construct(target, given, self) as RegExp
      const file = callerOf(new Error().stack)
      if (file && !isKnown(String(pattern))) made.push({ file, pattern: String(pattern) })
      return pattern
    },
  })
  vi.stubGlobal('RegExp', recorded)
  for (const make of Object.values(makers)) await make()
})
afterAll(() => void vi.unstubAllGlobals())

const verdictsOn = (pattern: string) =>
  new Linter().verify(`export default ${pattern}`, [{ plugins: { regexp }, rules: patternRules }]).map(({ message }) => message)

function composesPatterns({ tree }: SourceFile): boolean {
  const isComposed = (node: ts.Node): boolean =>
    (ts.isNewExpression(node) && node.expression.getText(tree) === 'RegExp' && !ts.isStringLiteral(node.arguments?.[0] ?? node)) ||
    (ts.forEachChild(node, (child) => isComposed(child) || undefined) ?? false)
  return isComposed(tree)
}

test('every file that puts patterns together is run here', () => {
  const files = readSourceFiles('app', 'components', 'lib').filter(composesPatterns)
  expect(files.map(({ path }) => path).filter((path) => !made.some(({ file }) => file === path))).toEqual([])
})

test('what is put together is worked through in a time that grows no faster than the text', () => {
  expect(made.flatMap(({ file, pattern }) => verdictsOn(pattern).map((verdict) => `${file}: ${verdict} ${pattern}`))).toEqual([])
})

test('the rules see what is quadratic', () => {
  for (const pattern of ['/\\s+$/', '/(?<==[^&]*)x/', '/“[^”]*”/', '/^(a+)+$/']) expect(verdictsOn(pattern), pattern).not.toEqual([])
  for (const pattern of ['/^\\s+/', '/(?<!,),+$/', '/"[^"]*"/']) expect(verdictsOn(pattern), pattern).toEqual([])
})
