// What `up` has to know before the portal reads its own settings: addresses, ports, the database. The environment wins over .env.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { Refusal } from './refusal.mjs'

/**
 * @typedef {Record<string, string | undefined>} Environment
 * @typedef {object} Settings
 * @property {string} portalUrl
 * @property {number} portalPort
 * @property {string | null} sandboxUrl null where there is none
 * @property {number | null} sandboxPort null where we start none
 * @property {Environment} environment everything, for the programs we start
 */

/**
 * @param {string} envFile
 * @returns {Environment}
 */
export const readEnvFile = (envFile) => (existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : {})

/**
 * The environment with the developer's own settings switched off: what is set, even to nothing, .env does not set.
 * @param {string} root
 * @param {Environment} environment
 * @returns {Environment}
 */
export function withoutOwnSettings(root, environment) {
  const files = readdirSync(root).filter((name) => /^\.env(\.|$)/.test(name))
  const names = files.flatMap((name) => Object.keys(readEnvFile(join(root, name))))
  return { ...environment, ...Object.fromEntries(names.map((name) => [name, ''])) }
}

/**
 * The file is null before there is one.
 * @param {{ file: Environment | null, environment: Environment, port?: string, sandboxPort?: string }} sources
 * @returns {Settings}
 */
export function chooseSettings({ file, environment, port, sandboxPort }) {
  const own = onlyFilled(environment)
  if (port) Object.assign(own, { PORT: port, PORTAL_URL: `http://localhost:${port}` })
  if (sandboxPort) own.SANDBOX_URL = `http://localhost:${sandboxPort}`
  if (own.PORT) portNumber(own.PORT)
  // Who sets only the port wants the portal there, whatever address .env remembers.
  if (own.PORT && !own.PORTAL_URL) own.PORTAL_URL = `http://localhost:${own.PORT}`
  // Whereas PORT in .env beside an address of its own stands for a proxy in front.
  const saved = file ? onlyFilled(file) : { SANDBOX_URL: 'http://localhost:3001' }
  const noSandbox = environment.SANDBOX_URL?.trim() === '' && !sandboxPort
  if (own.PORTAL_URL && !own.PORT) delete saved.PORT
  const merged = { ...saved, ...own }
  if (noSandbox) delete merged.SANDBOX_URL

  const ownPort = merged.PORT ? portNumber(merged.PORT) : null
  const portal = webAddress('PORTAL_URL', merged.PORTAL_URL ?? `http://localhost:${ownPort ?? 3000}`)
  const portalPort = ownPort ?? portNumber(portOf(portal))
  const sandbox = merged.SANDBOX_URL ? webAddress('SANDBOX_URL', merged.SANDBOX_URL) : null
  const settings = {
    portalUrl: portal.origin,
    portalPort,
    sandboxUrl: sandbox?.origin ?? null,
    sandboxPort: sandbox && isLocal(sandbox) ? portNumber(portOf(sandbox)) : null,
  }
  if (settings.portalPort === settings.sandboxPort)
    throw new Refusal(`The portal and the sandbox cannot share port ${portalPort}: change SANDBOX_URL.`)
  return {
    ...settings,
    environment: { ...environment, ...merged, PORTAL_URL: portal.origin, PORT: String(portalPort), SANDBOX_URL: sandbox?.origin ?? '' },
  }
}

/** A sandbox elsewhere is somebody else's to start. @param {URL} url */
const isLocal = (url) => url.protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(url.hostname)

/** @param {URL} url */
const portOf = (url) => url.port || (url.protocol === 'https:' ? '443' : '80')

/**
 * @param {string} name
 * @param {string} value
 */
function webAddress(name, value) {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value))
    throw new Refusal(`${name} is no web address, such as http://localhost:3000: correct it in .env.`)
  return new URL(value)
}

/** @param {string} text */
function portNumber(text) {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Refusal(`${text} is no port: a number from 1 to 65535 is.`)
  return port
}

/** @param {Environment} environment @returns {Record<string, string>} */
function onlyFilled(environment) {
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])))
}
