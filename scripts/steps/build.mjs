// The portal's production build, made anew only when something that goes into it has changed.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, isMarked, mark } from './fingerprint.mjs'
import { mustRun } from './processes.mjs'

const SOURCES = [
  'app',
  'components',
  'lib',
  'scripts/compress-static.mjs',
  'messages',
  'public',
  'prisma/schema.prisma',
  'next.config.js',
  'proxy.ts',
  'instrumentation.ts',
  'tailwind.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]

/** @param {string} root */
const markFile = (root) => join(root, '.next/preauth-portal-fingerprint')

/** @param {string} root */
export const isBuilt = (root) => existsSync(join(root, '.next/BUILD_ID')) && isMarked(markFile(root), fingerprint(root, SOURCES))

/**
 * @param {string} root
 * @param {Record<string, string | undefined>} environment
 */
export async function build(root, environment) {
  // Taken before: what is changed while it builds must be built again. And no mark may outlive a build that is cut short.
  const sources = fingerprint(root, SOURCES)
  rmSync(markFile(root), { force: true })
  await mustRun('The build', [join(root, 'node_modules/next/dist/bin/next'), 'build'], { env: environment })
  await mustRun('The build', [join(root, 'scripts/compress-static.mjs')], { env: environment })
  mark(markFile(root), sources)
}
