// The portal's front door in production and development: one node:http server around Next.js.
// Here and not in a proxy.ts: the nonce, the refusal of foreign POSTs and the headers cost a fifth less this way (docs/decisions/).
import { existsSync, readFileSync } from 'node:fs'
import { createServer, get } from 'node:http'
import { Server } from 'node:net'
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
const { guard, refusalOf } = await import('./lib/http/guard.mjs')
const { admitBody } = await import('./lib/http/large-body.mjs')
const { collectWhenIdle } = await import('./lib/http/collect-when-idle.mjs')
const { releaseRenders } = await import('./lib/http/release-renders.mjs')
const { stopJobs } = await import('./lib/jobs/timer.mjs')
const { mailsSettled } = await import('./lib/mail/pending-mails.mjs')
const { serveBuiltFiles } = await import('./lib/http/serve-built-files.mjs')
const { servePublicPages } = await import('./lib/http/serve-public-pages.mjs')
// A build knows its own settings, its deployment's name among them: next.config.js and what it stands on are for building.
if (!dev)
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(JSON.parse(readFileSync('.next/required-server-files.json', 'utf8')).config)
releaseRenders()
const { default: next } = await import('next')
const { hostname } = new URL(env.PORTAL_URL)
const app = next({ dev, dir: import.meta.dirname, hostname, port: env.PORT })
await app.prepare()
const handle = app.getRequestHandler()
const serveBuilt = dev ? () => false : serveBuiltFiles(join(import.meta.dirname, '.next/static'))
const servePublic = dev ? () => false : servePublicPages()

const server = createServer((request, response) => {
  answerInContext(request, response, () => {
    const isLetIn = guard(request, response, { dev })
    if (isLetIn && !serveBuilt(request, response) && !servePublic(request, response))
      admitBody(request, response, refusalOf(request, response), () => void handle(request, response))
    return isLetIn
  })
})
// Whoever sends slowly holds a connection, and no longer than this.
server.headersTimeout = 20_000
server.requestTimeout = 60_000
// Longer than a proxy keeps a connection that it does not use (nginx: 60 s): it may send a request just when we close it.
if (env.TRUSTED_PROXIES > 0) server.keepAliveTimeout = 65_000
if (!dev) collectWhenIdle(server)
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
  const own = ownOrigin(/** @type {import('node:net').AddressInfo} */ (server.address()))
  // Where Next.js asks for the page that an action leads to. By itself it would ask PORTAL_URL's host, behind a proxy: at the wrong port, with TLS.
  process.env.__NEXT_PRIVATE_ORIGIN = own
  // Next.js runs instrumentation.ts, and with it the checks of lib/start.ts, at the first request. That one is ours: ready means checked.
  const first = get(`${own}/health`, { agent: false }, (response) => {
    response.resume()
    log.announce(`portal ready on ${env.PORTAL_URL}`)
  })
  first.on('error', () => log.announce(`portal ready on ${env.PORTAL_URL}`))
})

/** Where this process reaches itself. @param {import('node:net').AddressInfo} address */
function ownOrigin({ address, family, port }) {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address
  return `http://${family === 'IPv6' ? `[${reachable}]` : reachable}:${port}`
}

/**
 * Who has knocked and was not let in yet would be turned away unheard: so the door closes right after a turn of the event loop that let everybody
 * in and had nothing else to do, and in any case by the deadline.
 * @param {number} deadline
 * @param {() => void} closed every request has ended
 */
function stopListening(deadline, closed) {
  const turn = performance.now()
  setImmediate(() => {
    const now = performance.now()
    if (now - turn > 0.5 && now < deadline) return stopListening(deadline, closed)
    // That of node:http would close idle connections as well.
    Server.prototype.close.call(server, closed)
  })
}

/**
 * Lets running requests and jobs end (an exchange may take 90 s), and the mails that they sent; takes no new ones. A second signal ends at once.
 * @param {NodeJS.Signals} signal
 */
function stop(signal) {
  log.info('stopping', { signal })
  for (const next of ['SIGINT', 'SIGTERM']) process.once(next, () => process.exit(1))
  // A proxy may be sending a request on a connection that looks idle: it is answered, and told to be the last one there.
  server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'))
  setTimeout(() => server.closeIdleConnections(), env.TRUSTED_PROXIES > 0 ? 5_000 : 0).unref()
  const jobsEnded = stopJobs()
  stopListening(performance.now() + 2_000, () => void jobsEnded.then(() => mailsSettled(10_000)).then(() => process.exit(0)))
  setTimeout(() => process.exit(1), 100_000).unref()
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
