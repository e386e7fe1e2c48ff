// npm run standalone [-- FOLDER]: a folder that runs without the rest of the project: the build, the server, the operator's commands, and of node_modules
// only what they load. For machines and images that build nothing.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { inRoot, ROOT } from './steps/paths.mjs'

const [given] = process.argv.slice(2)
const TARGET = resolve(given ?? inRoot('data/standalone'))
const COMMANDS = ['user', 'keys-status', 'keys-rotate', 'audit-verify', 'backup', 'restore'].map((name) => `scripts/${name}.ts`)
/** Found by no import: read as files, or named on a command line. */
const WHOLE = [
  'package.json',
  'tsconfig.json',
  'prisma/migrations',
  'prisma/postgresql/migrations',
  'node_modules/server-only',
  'node_modules/tsx',
  'node_modules/esbuild',
  'node_modules/@esbuild',
]
/** What of the build only building needs. */
const LEFTOVERS = /^\.next\/(cache|dev|types|diagnostics|trace)|\.nft\.json$/
/** What a tracer follows in vain: what lies in the project beside its source, how Next.js builds and develops, and what only people read. */
const NOT_SERVED = new RegExp(
  [
    '^(data|\\.next|\\.env[^/]*|test-results)(/|$)',
    '^node_modules/(typescript|sharp|@img|@next/swc-[^/]+)/',
    '^node_modules/next/dist/(docs|build/(?!output)|compiled/(webpack|babel|terser|next-devtools))/',
    '\\.(map|d\\.[cm]?ts|runtime\\.dev\\.js)$',
  ].join('|'),
)

if (!existsSync(inRoot('.next/BUILD_ID'))) {
  console.error('There is no build yet: run `npm run build` first.')
  process.exit(1)
}
if (given && existsSync(TARGET) && readdirSync(TARGET).length) {
  console.error(`${TARGET} is not empty: name another folder.`)
  process.exit(1)
}
// Next.js has traced what its build loads; its own tool traces the rest.
const { nodeFileTrace } = createRequire(import.meta.url)('next/dist/compiled/@vercel/nft')
const traced = [...(await trace(['server.mjs', 'scripts/migrate.mjs'], [])), ...(await trace(COMMANDS, ['react-server']))]
const built = readdirSync(inRoot('.next'), { recursive: true, withFileTypes: true })
  .filter((entry) => !entry.isDirectory())
  .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
const tracedByNext = built.filter((file) => file.endsWith('.nft.json')).flatMap(readTrace)
const loaded = [...traced, ...tracedByNext].filter((file) => !NOT_SERVED.test(file))
const files = new Set([...loaded, ...built.filter((file) => !LEFTOVERS.test(file)), ...WHOLE])

rmSync(TARGET, { recursive: true, force: true })
for (const file of files) {
  mkdirSync(dirname(join(TARGET, file)), { recursive: true })
  cpSync(inRoot(file), join(TARGET, file), { recursive: WHOLE.includes(file), verbatimSymlinks: true })
}
console.log(`${TARGET} stands by itself. There: node scripts/migrate.mjs, and node server.mjs`)

/**
 * @param {string[]} entries
 * @param {string[]} conditions with which Node is started, beside its own
 * @returns {Promise<Set<string>>}
 */
async function trace(entries, conditions) {
  const ignore = (/** @type {string} */ path) => NOT_SERVED.test(path)
  const options = { base: ROOT, processCwd: ROOT, ignore, conditions: ['node', ...conditions], readFile: readAsJavaScript }
  return (await nodeFileTrace(entries, options)).fileList
}

/** @param {string} file @returns {string[]} */
function readTrace(file) {
  const { files } = JSON.parse(readFileSync(inRoot(file), 'utf8'))
  return files.map((/** @type {string} */ traced) => relative(ROOT, resolve(inRoot(dirname(file)), traced)))
}

/** Of TypeScript what the tracer understands: JavaScript. @param {string} path */
function readAsJavaScript(path) {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return null
  const text = readFileSync(path, 'utf8')
  return /\.tsx?$/.test(path) ? ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.ESNext } }).outputText : text
}
