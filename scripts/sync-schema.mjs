// Derives prisma/postgresql/schema.prisma from prisma/schema.prisma, so that the models are written once.
// --check writes nothing and exits 1 when the derived file is not what it would write.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../prisma/schema.prisma', import.meta.url))
const target = fileURLToPath(new URL('../prisma/postgresql/schema.prisma', import.meta.url))

/** The two places where the schemas differ. A pattern that no longer fits must stop us, not pass silently. */
const DIFFERENCES = /** @type {const} */ ([
  [/provider(\s*)= "sqlite"/, 'provider$1= "postgresql"'],
  [/"\.\.\/lib\/generated\/sqlite"/, '"../../lib/generated/postgresql"'],
])

/** @param {string} schema */
function toPostgres(schema) {
  const derived = DIFFERENCES.reduce((text, [pattern, replacement]) => {
    if (!pattern.test(text)) throw new Error(`prisma/schema.prisma has no ${pattern.source}: scripts/sync-schema.mjs must be told`)
    return text.replace(pattern, replacement)
  }, schema)
  return `// Derived from ../schema.prisma by \`npm run db:sync-schema\`: change that one.\n\n${derived}`
}

/** A checkout on Windows may have turned the line ends around. @param {string} file */
const read = (file) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n')

const derived = toPostgres(read(source))
if (process.argv.includes('--check')) {
  if (read(target) !== derived) {
    console.error('prisma/postgresql/schema.prisma is not what prisma/schema.prisma says. Run npm run db:sync-schema.')
    process.exitCode = 1
  }
} else {
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, derived)
}
