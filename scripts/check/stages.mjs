// What a check consists of, in order: the quick answers first.
import { build, isBuilt } from '../steps/build.mjs'
import { ensureBrowser, ensurePostgres, ensureWholeBrowser } from '../steps/debian.mjs'
import { generateClients, installPackages, isGenerated, isInstalled } from '../steps/install.mjs'
import { inRoot, ROOT } from '../steps/paths.mjs'
import { run } from '../steps/processes.mjs'
import { Refusal } from '../steps/refusal.mjs'
import { readPlaywrightReport, readVitestReport } from './reports.mjs'

/**
 * @typedef {import('../steps/processes.mjs').Environment} Environment
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {{ ok: boolean, output: string, count?: Count }} Outcome
 * @typedef {{ env: Environment, folder: string }} Surroundings folder: for logs and reports
 * @typedef {{ name: string, run: (surroundings: Surroundings) => Promise<Outcome> }} Stage
 */

/** @type {Stage[]} */
export const STAGES = [
  { name: 'schema', run: (around) => programs(around, 'schema', ['scripts/sync-schema.mjs', '--check']) },
  {
    name: 'lint',
    run: (around) =>
      programs(
        around,
        'lint',
        ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'],
        ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
      ),
  },
  // Next's route types come first: the compiler reads them.
  {
    name: 'types',
    run: (around) =>
      programs(around, 'types', ['node_modules/next/dist/bin/next', 'typegen'], ['node_modules/typescript/bin/tsc', '--noEmit']),
  },
  { name: 'unit', run: (around) => vitest(around, 'unit') },
  { name: 'integration', run: (around) => vitest(around, 'integration', ensurePostgres) },
  { name: 'architecture', run: (around) => vitest(around, 'architecture') },
  { name: 'build', run: ({ env }) => buildPortal(env) },
  { name: 'e2e', run: endToEnd },
]

/** Asked for by name alone: `npm run check:faults`, `npm run check:pages`. @type {Stage[]} */
export const LONG_STAGES = [
  { name: 'faults', run: faults },
  { name: 'pages', run: pages },
]

/** Everything else stands on this. @param {Environment} env @returns {Promise<Outcome>} */
export async function install(env) {
  if (!isInstalled(ROOT)) await installPackages(ROOT)
  if (!isGenerated(ROOT)) await generateClients(ROOT, env)
  return { ok: true, output: '' }
}

/**
 * One after the other, until one fails.
 * @param {Surroundings} around
 * @param {string} name
 * @param {string[][]} commands
 * @returns {Promise<Outcome>}
 */
async function programs({ env, folder }, name, ...commands) {
  let output = ''
  for (const command of commands) {
    const ended = await run(command, { env, logFile: `${folder}/${name}.log` })
    output += ended.output
    if (ended.code !== 0) return { ok: false, output }
  }
  return { ok: true, output }
}

/**
 * @param {Surroundings} around
 * @param {string} project
 * @param {() => Promise<unknown>} [prepare]
 * @returns {Promise<Outcome>}
 */
async function vitest({ env, folder }, project, prepare) {
  await prepare?.()
  const report = `${folder}/${project}.json`
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code, output } = await run(['node_modules/vitest/vitest.mjs', 'run', '--project', `${project}*`, ...reporters], {
    env,
    logFile: `${folder}/${project}.log`,
  })
  return { ok: code === 0, output, count: readVitestReport(report) }
}

/** @param {Environment} env @returns {Promise<Outcome>} */
async function buildPortal(env) {
  try {
    await build(ROOT, { ...env, NODE_ENV: 'production' })
    return { ok: true, output: '' }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, output: error.message }
    throw error
  }
}

/**
 * Portals that are killed, and databases that go away, on the build that stands or a new one.
 * @param {Surroundings} around
 * @returns {Promise<Outcome>}
 */
async function faults(around) {
  const built = isBuilt(ROOT) ? null : await buildPortal(around.env)
  return built?.ok === false ? built : vitest(around, 'faults', ensurePostgres)
}

/**
 * Every page in every language and by three judges: axe, the Nu checker and Lighthouse.
 * @param {Surroundings} around
 * @returns {Promise<Outcome>}
 */
async function pages({ env, folder }) {
  const built = isBuilt(ROOT) ? null : await buildPortal(env)
  if (built?.ok === false) return built
  const CHROMIUM_PATH = await ensureBrowser()
  const report = `${folder}/pages.json`
  const looks = ['languages', 'valid-html', 'lighthouse']
  const options = ['--config', 'playwright.pages.config.ts', '--reporter=list,json', '--output=test-results/pages']
  const { code, output } = await run([inRoot('node_modules/@playwright/test/cli.js'), 'test', ...looks, ...options], {
    env: { ...env, CHROMIUM_PATH, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    logFile: `${folder}/pages.log`,
  })
  return { ok: code === 0, output, count: readPlaywrightReport(report) }
}

/**
 * The accessibility tests are among these. Playwright empties its output folder, which must not be the one with our logs.
 * @param {Surroundings} around
 * @returns {Promise<Outcome>}
 */
async function endToEnd({ env, folder }) {
  const CHROMIUM_PATH = await ensureBrowser()
  await ensureWholeBrowser()
  const report = `${folder}/e2e.json`
  const { code, output } = await run(
    [inRoot('node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json', '--output=test-results/end-to-end'],
    {
      env: { ...env, CHROMIUM_PATH, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      logFile: `${folder}/e2e.log`,
    },
  )
  return { ok: code === 0, output, count: readPlaywrightReport(report) }
}
