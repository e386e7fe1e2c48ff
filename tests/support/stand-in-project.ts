// A copy of the scripts with stand-ins for what takes long (packages, Next, the portal itself), to run `up` from beginning to end.
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { markGenerated, markInstalled } from '../../scripts/steps/install.mjs'
import { newFolder } from './new-folder'
import { projectRoot } from './programs'

const server = (name: string, url: string, port: string) => `
  import { createServer } from 'node:http'
  const server = createServer((request, response) => {
    if (request.url === '/die') process.exit(3)
    response.end('${name}')
  })
  server.listen(Number(process.env.${port}), 'localhost', () => console.log(\`${name} ready on ${url}\`))
  process.once('SIGTERM', () => { console.log('${name} stopped'); process.exit(0) })
  console.log('${name} knows', Object.keys(process.env).filter((name) => /SECRET|KEY|DATABASE/.test(name)).sort().join(' '))
`

const NEXT = `
  import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
  appendFileSync('built.txt', 'built\\n')
  mkdirSync('.next/static', { recursive: true })
  writeFileSync('.next/BUILD_ID', '1')
`

/** Installed, but never started: no .env, no database, no build. */
export function standInProject(): string {
  const root = newFolder()
  for (const part of ['scripts', 'prisma', 'package.json', 'package-lock.json'])
    cpSync(join(projectRoot, part), join(root, part), { recursive: true })
  for (const name of ['better-sqlite3', 'pg', 'tsx']) {
    mkdirSync(join(root, 'node_modules'), { recursive: true })
    symlinkSync(join(projectRoot, 'node_modules', name), join(root, 'node_modules', name), 'junction')
  }
  write(root, 'node_modules/next/package.json', '{ "type": "module" }')
  write(root, 'node_modules/next/dist/bin/next', NEXT)
  write(root, 'server.mjs', server('portal', '${process.env.PORTAL_URL}', 'PORT'))
  write(root, 'sandbox/server.ts', server('sandbox', 'http://localhost:${process.env.SANDBOX_PORT}', 'SANDBOX_PORT'))
  write(root, 'scripts/user.ts', `console.log('account', process.env.DEMO_EMAIL)`)
  mkdirSync(join(root, 'lib/generated'), { recursive: true })
  markInstalled(root)
  markGenerated(root)
  return root
}

export function write(root: string, name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), text)
}

export const readIfThere = (root: string, name: string) => (existsSync(join(root, name)) ? readFileSync(join(root, name), 'utf8') : '')
