/**
 * The command line of the sandbox: `npx tsx sandbox/server.ts`.
 *   SANDBOX_PORT        default 3001; 0 takes a free port
 *   SANDBOX_STATE_FILE  JSON file that keeps apps, consents and tokens over a restart; default none
 *   SANDBOX_PORTAL_URL  default http://localhost:3000; the seeded app returns there
 */
import { startSandbox } from './sandbox'

const { SANDBOX_PORT = '3001', SANDBOX_STATE_FILE, SANDBOX_PORTAL_URL = 'http://localhost:3000' } = process.env

try {
  const port = readPort(SANDBOX_PORT)
  const sandbox = await startSandbox({ port, portalUrl: readOrigin(SANDBOX_PORTAL_URL), stateFile: SANDBOX_STATE_FILE || undefined })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)))
  }
  console.log(`sandbox ready on ${sandbox.url}`)
} catch (error) {
  console.error(explain(error as NodeJS.ErrnoException))
  process.exit(1)
}

function readPort(text: string): number {
  const port = Number(text)
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Error(`SANDBOX_PORT must be a port number from 0 to 65535, not "${text}".`)
}

function readOrigin(text: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text.replace(/(?<!\/)\/+$/, '')
  throw new Error(`SANDBOX_PORTAL_URL must be a web address, not "${text}".`)
}

function explain(error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') return `Port ${SANDBOX_PORT} is already in use; stop what uses it or set SANDBOX_PORT to another port.`
  if (error.code === 'EACCES') return `Port ${SANDBOX_PORT} may not be used by this account; set SANDBOX_PORT to another port.`
  return error.message
}
