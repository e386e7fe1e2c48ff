import next from 'eslint-config-next/core-web-vitals'
import nextTypescript from 'eslint-config-next/typescript'
import regexp from 'eslint-plugin-regexp'

// What is searched may be a stranger's: no pattern whose work grows faster than the text (tests/unit/patterns.test.ts holds the composed ones to it).
/** @type {import('eslint').Linter.RulesRecord} */
export const patternRules = {
  'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
  'regexp/no-super-linear-move': ['error', { report: 'potential' }],
}

const config = [
  { ignores: ['**/.next/', 'node_modules/', 'lib/generated/', 'data/', 'test-results/', 'playwright-report/', 'next-env.d.ts'] },
  ...next,
  ...nextTypescript,
  { rules: { eqeqeq: 'error', 'no-console': 'off' } },
  { files: ['{app,components,lib,sandbox,scripts}/**', '*.{ts,mjs}'], plugins: { regexp }, rules: patternRules },
]

export default config
