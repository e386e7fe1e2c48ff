// The portal's front door in production and development: one node:http server around Next.js.
// Here and not in a proxy.ts: the nonce, the refusal of foreign POSTs and the headers cost a fifth less this way (docs/decisions/).
import { existsSync } from 'node:fs'
import { createServer, get } from 'node:http'
import { join } from 'node:path'

process.env.NEXT_TELEMETRY_DISABLED = '1'
const dev = process.argv.includes('--dev')
// @ts-expect-error NODE_ENV is read-only for Next's types; it must stand before .env is read and Next is loaded
process.env.NODE_ENV = dev ? 'development' : 'production'
if (existsSync('.env')) process.loadEnvFile('.env')

/** @param {string[]} lines @returns {never} */
function refuse(...lines) {
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exit(1)
}

const { env, isLoopback } = await import('./lib/env.js').catch((error) => refuse(error.message))
const { startProblems, startWarnings } = await import('./lib/start-problems.js')
const problems = startProblems(env)
if (problems.length) refuse('The portal does not start:', ...problems.map((problem) => `  ${problem}`), 'See .env.example.')
if (!dev && !existsSync('.next/BUILD_ID')) refuse('There is no build yet: run `npm run build` first.')

for (const warning of startWarnings(env)) console.warn(warning)

const { migrationState, refusalFor } = await import('./scripts/migrations.mjs')
const migrations = await migrationState(env.DATABASE_URL).catch((error) =>
  refuse(`DATABASE_URL: the database can't be used: ${error.message}`),
)
const refusal = refusalFor(migrations)
if (refusal) refuse(refusal)

const { log } = await import('./lib/log.mjs')
const { captureConsole, captureExceptions } = await import('./lib/log/capture-process.mjs')
// A developer wants to see what is said; in production it may hold what nobody is to see.
if (!dev) {
  captureConsole()
  captureExceptions()
}

const { answerInContext } = await import('./lib/http/answer-in-context.mjs')
const { guard } = await import('./lib/http/guard.mjs')
const { stopJobs } = await import('./lib/jobs/timer.mjs')
const { mailsSettled } = await import('./lib/mail/pending-mails.mjs')
const { serveBuiltFiles } = await import('./lib/http/serve-built-files.mjs')
const { default: next } = await import('next')
const { hostname } = new URL(env.PORTAL_URL)
const app = next({ dev, dir: import.meta.dirname, hostname, port: env.PORT })
await app.prepare()
const handle = app.getRequestHandler()
const serveBuilt = dev ? () => false : serveBuiltFiles(join(import.meta.dirname, '.next/static'))

const server = createServer((request, response) => {
  answerInContext(request, response, () => {
    const isLetIn = guard(request, response, { dev })
    if (isLetIn && !serveBuilt(request, response)) handle(request, response)
    return isLetIn
  })
})
server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
  refuse(
    error.code === 'EADDRINUSE'
      ? `Port ${env.PORT} is taken: stop what uses it, or set PORT.`
      : `The portal can't listen on port ${env.PORT}: ${error.message}`,
  )
})
// The portal has no WebSockets, and Next.js would hold such a connection open for ever.
if (!dev) server.on('upgrade', (_request, socket) => socket.destroy())
// On a loopback address nobody but this machine is to reach it; elsewhere a proxy stands in front.
const loopback = hostname.endsWith('localhost') ? 'localhost' : hostname.replace(/^\[|\]$/g, '')
const host = env.HOST ?? (isLoopback(new URL(env.PORTAL_URL)) ? loopback : '0.0.0.0')
server.listen(env.PORT, host, () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  // Next.js runs instrumentation.ts, and with it the checks of lib/start.ts, at the first request. That one is ours: ready means checked.
  const first = get({ host, port, path: '/health', agent: false }, (response) => {
    response.resume()
    log.announce(`portal ready on ${env.PORTAL_URL}`)
  })
  first.on('error', () => log.announce(`portal ready on ${env.PORTAL_URL}`))
})

/**
 * Lets running requests and jobs end (an exchange may take 90 s), and the mails that they sent; takes no new ones. A second signal ends at once.
 * @param {NodeJS.Signals} signal
 */
function stop(signal) {
  log.info('stopping', { signal })
  for (const next of ['SIGINT', 'SIGTERM']) process.once(next, () => process.exit(1))
  const jobsEnded = stopJobs()
  server.close(() => void jobsEnded.then(() => mailsSettled(10_000)).then(() => process.exit(0)))
  server.closeIdleConnections()
  setTimeout(() => process.exit(1), 100_000).unref()
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
