// Other programs: run to their end, or kept running until we say so. Never through a shell.
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { ROOT } from './paths.mjs'
import { Refusal } from './refusal.mjs'

/**
 * @typedef {Record<string, string | undefined>} Environment
 * @typedef {{ code: number | null, output: string }} Ended
 * @typedef {object} Service
 * @property {string} name
 * @property {number | undefined} pid
 * @property {Promise<string>} ready the address it serves, or a rejection when it ends first
 * @property {Promise<string>} ended how it ended, as words
 * @property {() => Promise<void>} stop
 */

const END_WITH_PARENT = new URL('../up/end-with-parent.mjs', import.meta.url).href

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/** When the user loses patience while something is being installed or built. */
export function killRunning() {
  for (const child of running) child.kill('SIGTERM')
}

/**
 * @param {string[]} parameters for Node
 * @param {{ env?: Environment, cwd?: string, program?: string, logFile?: string }} [options]
 * @returns {Promise<Ended>}
 */
export function run(parameters, { env = process.env, cwd = ROOT, program = process.execPath, logFile } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      cwd,
      env: /** @type {NodeJS.ProcessEnv} */ (env),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    const log = logFile ? createWriteStream(logFile) : null
    let output = ''
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      log?.write(chunk)
      // More than a failure's last pages is of no use to anybody.
      output = (output + chunk).slice(-200_000)
    }
    running.add(child)
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', reject)
    child.once('close', (code) => {
      running.delete(child)
      log?.end()
      resolve({ code, output })
    })
  })
}

/**
 * Runs to the end, and refuses with the program's own last words when it fails.
 * @param {string} what as the beginning of the sentence: `The build`
 * @param {string[]} parameters
 * @param {{ env?: Environment }} [options]
 */
export async function mustRun(what, parameters, options) {
  const { code, output } = await run(parameters, options)
  if (code !== 0) throw new Refusal(`${what} failed.\n\n${bothEnds(output, 30)}`)
  return output
}

/**
 * Some programs tell the cause first and some last.
 * @param {string} text
 * @param {number} count lines of either end
 */
function bothEnds(text, count) {
  const lines = text
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('npm warn'))
  return lines.length <= 2 * count ? lines.join('\n') : [...lines.slice(0, count), '…', ...lines.slice(-count)].join('\n')
}

/**
 * @param {string} text
 * @param {number} count
 */
export function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n')
}

/**
 * Starts a server of ours, which says `… ready on http://…` when it is.
 * @param {string} name
 * @param {string[]} parameters
 * @param {{ env: Environment, logFile: string, startTimeoutMs?: number, stopTimeoutMs?: number }} options
 * @returns {Service}
 */
export function startService(name, parameters, { env, logFile, startTimeoutMs = 120_000, stopTimeoutMs = 10_000 }) {
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, ...parameters], {
    cwd: ROOT,
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    // A terminal sends Ctrl-C to its whole group. In a group of its own the server hears from us alone, and once:
    // a second signal would tell it to drop the requests it is answering.
    detached: process.platform !== 'win32',
  })
  // Closing the pipe of a server that has just died is no news.
  child.stdin.on('error', () => {})
  const log = createWriteStream(logFile, { mode: 0o600 })
  let recent = ''
  let hasEnded = false
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(`${name} could not be started: ${error.message}`))
    child.once('close', (code, signal) => {
      hasEnded = true
      log.end()
      resolve(`${name} stopped by itself (${signal ?? `exit code ${code}`}).\n\n${lastLines(recent, 20)}`)
    })
  })
  /** @type {Promise<string>} */
  const ready = new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Refusal(`${name} was not ready after ${startTimeoutMs / 1000} s.\n\n${lastLines(recent, 20)}`)),
      startTimeoutMs,
    )
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`)
        recent = `${recent}${line}\n`.slice(-20_000)
        // The portal says it inside a line of JSON.
        const address = / ready on (https?:\/\/[^\s"]+)/.exec(line)?.[1]
        if (!address) return
        clearTimeout(timer)
        resolve(address)
      })
    }
    ended.then((how) => reject(new Refusal(how)))
    ended.finally(() => clearTimeout(timer))
  })
  return {
    name,
    pid: child.pid,
    ready,
    ended,
    async stop() {
      if (hasEnded) return
      child.stdin.end()
      const impatience = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
      await ended
      clearTimeout(impatience)
    },
  }
}
