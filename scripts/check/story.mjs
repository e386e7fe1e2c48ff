// Every stage after the other, even when one has failed: a line each, and at the end how much holds.
import { mkdirSync, rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { inRoot, ROOT } from '../steps/paths.mjs'
import { killRunning, lastLines } from '../steps/processes.mjs'
import { tell } from '../steps/refusal.mjs'
import { withoutOwnSettings } from '../steps/settings.mjs'
import { install, LONG_STAGES, STAGES } from './stages.mjs'

/** @typedef {import('./stages.mjs').Outcome} Outcome */

/** @param {string[]} parameters */
export async function check(parameters) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => {
      killRunning()
      process.exit(130)
    })
  }
  const stages = chooseStages(parameters)
  const env = { ...withoutOwnSettings(ROOT, process.env), NODE_ENV: undefined, NEXT_TELEMETRY_DISABLED: '1' }
  const folder = inRoot('test-results', 'check')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })

  let total = await report('install', () => install(env))
  // Without packages there is nothing that could be checked.
  if (total.failed === 0) {
    for (const stage of stages) {
      const { passed, failed } = await report(stage.name, () => stage.run({ env, folder }))
      total = { passed: total.passed + passed, failed: total.failed + failed }
    }
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed === 0 ? 0 : 1)
}

/**
 * Runs a stage, prints its line and, where it failed, its last words. A stage without tests counts as one.
 * @param {string} name
 * @param {() => Promise<Outcome>} work
 */
async function report(name, work) {
  const startedAt = Date.now()
  /** @type {Outcome} */
  const outcome = await work().catch((error) => ({ ok: false, output: tell(error) }))
  const { passed, failed } = tally(outcome)
  const tests = outcome.count
    ? `${passed} passed, ${failed} failed${outcome.count.skipped ? `, ${outcome.count.skipped} skipped` : ''}`
    : ''
  const seconds = `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
  console.log(`${failed === 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(13)} ${seconds.padStart(8)}  ${tests}`.trimEnd())
  if (failed > 0) console.log(`\n${lastLines(outcome.output, 200)}\n`)
  return { passed, failed }
}

/** @param {Outcome} outcome */
function tally({ ok, count }) {
  const { passed, failed } = count ?? { passed: ok ? 1 : 0, failed: 0 }
  // A runner that fails with no test failing (a file that cannot be loaded) is a failure all the same.
  return { passed, failed: ok ? failed : Math.max(failed, 1) }
}

/** @param {string[]} parameters */
function chooseStages(parameters) {
  const known = [...STAGES, ...LONG_STAGES]
  const names = known.map((stage) => stage.name)
  try {
    const { values } = parseArgs({ args: parameters, options: { only: { type: 'string' } } })
    const wanted = values.only?.split(',') ?? STAGES.map((stage) => stage.name)
    if (wanted.every((name) => names.includes(name))) return known.filter((stage) => wanted.includes(stage.name))
  } catch {
    // The same answer as for a stage that does not exist.
  }
  console.error(`Use: npm run check, or npm run check -- --only lint,types. The stages: ${names.join(', ')}`)
  return process.exit(1)
}
