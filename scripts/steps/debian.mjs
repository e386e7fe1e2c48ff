// What the tests and the cluster need of the machine, from Debian's packages.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { findBrowser, findWholeBrowser, HEADLESS_SHELL } from './browser.mjs'
import { findPostgresTools } from './postgres-tools.mjs'
import { lastLines, run } from './processes.mjs'
import { findProgram } from './proxy-tools.mjs'
import { Refusal } from './refusal.mjs'

const APT = '/usr/bin/apt-get'
const CLUSTER_SETTINGS = '/etc/postgresql-common/createcluster.conf'
const SERVICE_POLICY = '/usr/sbin/policy-rc.d'
const LOCK_ATTEMPTS = 60

/** @returns {Promise<string>} the browser's path: Debian's headless shell where it can be had, else any Chromium that is there */
export async function ensureBrowser() {
  const found = await findBrowser()
  const canInstall = existsSync(APT) && process.getuid?.() === 0
  if (found && (process.env.CHROMIUM_PATH || found === HEADLESS_SHELL || !canInstall)) return found
  try {
    refuseWithoutApt('a Chromium', 'chromium-headless-shell', 'Chrome or Chromium, or name it in CHROMIUM_PATH')
    await apt('update')
    await install('chromium-headless-shell')
  } catch (error) {
    if (!found) throw error
    return found
  }
  const installed = await findBrowser()
  if (!installed) throw new Refusal('Chromium was installed and is not where it should be: name it in CHROMIUM_PATH.')
  return installed
}

/** Beside the headless shell, on the one system where it is used. */
export async function ensureWholeBrowser() {
  if (process.platform !== 'linux' || findWholeBrowser()) return
  refuseWithoutApt('a Chromium with its password manager', 'chromium', 'Chromium or Chrome')
  await apt('update')
  await install('chromium')
}

export async function ensurePostgres() {
  if (findPostgresTools()) return
  refuseWithoutApt("PostgreSQL's server programs", 'postgresql-15', 'PostgreSQL 15 and put its bin folder on the PATH')
  await apt('update')
  await install('postgresql-common')
  await withoutCluster(async () => {
    // Debian 12 calls it by its version; a newer Debian or Ubuntu has a newer one, which does as well.
    const { code } = await run(['install', '--simulate', 'postgresql-15'], { program: APT })
    await install(code === 0 ? 'postgresql-15' : 'postgresql')
  })
}

export async function ensureProxies() {
  for (const name of /** @type {const} */ (['pgbouncer', 'nginx'])) {
    if (findProgram(name)) continue
    refuseWithoutApt(name, name, `${name} and put it on the PATH`)
    await apt('update')
    await withoutStarting(() => install(name))
  }
}

/**
 * Debian's packages start their servers, which nobody here has asked for.
 * @param {() => Promise<void>} work
 */
async function withoutStarting(work) {
  if (existsSync(SERVICE_POLICY)) return work()
  writeFileSync(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    await work()
  } finally {
    rmSync(SERVICE_POLICY)
  }
}

/**
 * Debian's package makes a database cluster and starts it, which nobody here has asked for.
 * @param {() => Promise<void>} work
 */
async function withoutCluster(work) {
  const before = existsSync(CLUSTER_SETTINGS) ? readFileSync(CLUSTER_SETTINGS, 'utf8') : null
  if (before !== null) writeFileSync(CLUSTER_SETTINGS, `${before}\ncreate_main_cluster = false\n`)
  try {
    await work()
  } finally {
    if (before !== null) writeFileSync(CLUSTER_SETTINGS, before)
  }
}

/**
 * @param {string} what
 * @param {string} debianPackage
 * @param {string} elsewhere
 */
function refuseWithoutApt(what, debianPackage, elsewhere) {
  if (!existsSync(APT)) throw new Refusal(`This needs ${what}: install ${elsewhere}.`)
  if (process.getuid?.() !== 0) throw new Refusal(`This needs ${what}: sudo apt-get install ${debianPackage}`)
}

/** @param {string} name */
const install = (name) => apt('install', '--yes', '--no-install-recommends', name)

/** @param {string[]} parameters */
async function apt(...parameters) {
  for (let attempt = 1; ; attempt++) {
    const { code, output } = await run(['-o', 'DPkg::Lock::Timeout=600', ...parameters], {
      program: APT,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (code === 0) return
    // The lists have a lock of their own, for which apt does not wait.
    const isLocked = /Could not get lock|Unable to (acquire|lock)/.test(output)
    if (!isLocked || attempt === LOCK_ATTEMPTS) throw new Refusal(`apt-get ${parameters.join(' ')} failed.\n\n${lastLines(output, 20)}`)
    await delay(5_000)
  }
}
