// The packages and the generated database clients. A mark that is written last tells a finished install from one cut short.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, isMarked, mark } from './fingerprint.mjs'
import { npmCli } from './paths.mjs'
import { mustRun } from './processes.mjs'

const SCHEMAS = ['prisma/schema.prisma', 'prisma/postgresql/schema.prisma']

/** Native packages are compiled for one Node and one machine. */
const THIS_MACHINE = [process.versions.modules, process.platform, process.arch]

/** @param {string} root */
export const isInstalled = (root) => isMarked(packagesMark(root), packagesFingerprint(root))

/** @param {string} root */
export const isGenerated = (root) => existsSync(join(root, 'lib/generated')) && isMarked(clientsMark(root), clientsFingerprint(root))

/** @param {string} root */
export const markInstalled = (root) => mark(packagesMark(root), packagesFingerprint(root))

/** @param {string} root */
export const markGenerated = (root) => mark(clientsMark(root), clientsFingerprint(root))

/** @param {string} root */
export async function installPackages(root) {
  // Whoever sets NODE_ENV=production still needs the tools that build.
  const env = { ...process.env, NODE_ENV: undefined, npm_config_omit: undefined, npm_config_production: undefined }
  await mustRun('Installing the packages (npm ci)', [npmCli(), 'ci', '--include=dev', '--no-audit', '--no-fund'], { env })
  markInstalled(root)
  markGenerated(root)
}

/**
 * After a pull that changed the models and no package.
 * @param {string} root
 * @param {Record<string, string | undefined>} [env]
 */
export async function generateClients(root, env) {
  const prisma = join(root, 'node_modules/prisma/build/index.js')
  for (const schema of SCHEMAS) await mustRun('Generating the database client', [prisma, 'generate', '--schema', schema], { env })
  markGenerated(root)
}

/** @param {string} root */
const packagesMark = (root) => join(root, 'node_modules/.preauth-portal-install')
/** @param {string} root */
const packagesFingerprint = (root) => fingerprint(root, ['package-lock.json'], THIS_MACHINE)
/** @param {string} root */
const clientsMark = (root) => join(root, 'lib/generated/.fingerprint')
/** @param {string} root */
const clientsFingerprint = (root) => fingerprint(root, [...SCHEMAS, 'package-lock.json'])
