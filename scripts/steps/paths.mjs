// Where things lie in the checkout.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal } from './refusal.mjs'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** @param {string[]} parts */
export const inRoot = (...parts) => join(ROOT, ...parts)

/**
 * npm as a JavaScript file: `npm` itself is a shell script on Windows, which only a shell can start.
 * @returns {string}
 */
export function npmCli() {
  const node = dirname(process.execPath)
  const candidates = [
    process.env.npm_execpath ?? '',
    join(node, 'node_modules/npm/bin/npm-cli.js'),
    join(node, '../lib/node_modules/npm/bin/npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ]
  // npm_execpath names yarn or pnpm when those have started us.
  const cli = candidates.find((file) => file.endsWith('npm-cli.js') && existsSync(file))
  if (!cli) throw new Refusal('npm was not found beside Node: install Node with npm from https://nodejs.org.')
  return cli
}
