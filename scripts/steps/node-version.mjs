// Is this Node new enough? Written in the JavaScript of 2017, because old Nodes have to read it.
import { readFileSync } from 'fs'
import { dirname, join } from 'path'
import { fileURLToPath } from 'url'

/**
 * @param {string} running as `20.19.1`
 * @param {string} required as `>=20.19`
 * @returns {string | null} one sentence, or null where all is well
 */
export function nodeVersionProblem(running, required) {
  const wanted = numbers(required)
  const given = numbers(running)
  for (let place = 0; place < wanted.length; place++) {
    const difference = (given[place] || 0) - (wanted[place] || 0)
    if (difference > 0) return null
    if (difference < 0)
      return (
        'This needs Node ' + wanted.join('.') + ' or newer, and this is Node ' + running + ': install a newer one from https://nodejs.org.'
      )
  }
  return null
}

/** @param {string} version */
function numbers(version) {
  return (version.match(/\d+/g) || []).map(Number)
}

/** Ends the process with the sentence when package.json asks for a newer Node. */
export function refuseOldNode() {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
  const required = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node
  const problem = nodeVersionProblem(process.versions.node, required)
  if (!problem) return
  console.error(problem)
  process.exit(1)
}
