import next from 'eslint-config-next/core-web-vitals'
import nextTypescript from 'eslint-config-next/typescript'

const config = [
  { ignores: ['**/.next/', 'node_modules/', 'lib/generated/', 'data/', 'test-results/', 'playwright-report/', 'next-env.d.ts'] },
  ...next,
  ...nextTypescript,
  { rules: { eqeqeq: 'error', 'no-console': 'off' } },
]

export default config
