// A portal of a test's own: the production build behind server.mjs, with a new database, fresh secrets and a free port.
import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { migrate } from '@/scripts/migrations.mjs'
import { quietPort } from '@/scripts/steps/ports.mjs'
import { startProgram } from './programs'

export type PortalEnvironment = Record<string, string>

export type RunningPortal = {
  /** As the portal knows itself: PORTAL_URL. */
  url: string
  port: number
  databaseFile: string
  environment: PortalEnvironment
  readLog(): string
  /** As an operator stops it. @returns the exit code */
  stop(): Promise<number | null>
}

type Options = { environment?: PortalEnvironment; port?: number; logFile?: string }

const READY_TIMEOUT_MS = 30_000
const STOP_TIMEOUT_MS = 20_000

// Neither of a developer's machine.
const noProxies = Object.fromEntries(
  ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'].flatMap((name) => [name, name.toLowerCase()]).map((name) => [name, '']),
)

/** Whole and valid, and nothing of a developer's own `.env`: a setting that is given here, if only empty, is not read from there. */
export function portalEnvironment(port: number, folder: string) {
  return {
    PORTAL_URL: `http://localhost:${port}`,
    PORT: String(port),
    HOST: '',
    DATABASE_URL: `file:${join(folder, 'portal.db')}`,
    NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    SIGN_UP: 'open',
    SANDBOX_URL: '',
    SMTP_URL: '',
    MAIL_FROM: '',
    SMTP_PROXY: '',
    ...noProxies,
    TRUSTED_PROXIES: '0',
    SETTINGS_FORMAT_FILE: '',
    SSO_ISSUER: '',
    SSO_CLIENT_ID: '',
    SSO_CLIENT_SECRET: '',
    SSO_NAME: '',
    SSO_DOMAINS: '',
    SSO_CREATE: '',
    AUTH_MODE: '',
    METRICS_TOKEN: '',
    LOG_LEVEL: 'debug',
  } satisfies PortalEnvironment
}

export async function startPortal({ environment = {}, port: wantedPort, logFile }: Options = {}): Promise<RunningPortal> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-e2e-'))
  const port = wantedPort ?? (await quietPort())
  const whole = { ...portalEnvironment(port, folder), ...environment }
  const log = logFile ?? join(folder, 'portal.log')
  mkdirSync(dirname(log), { recursive: true })
  writeFileSync(log, '')
  await migrate(whole.DATABASE_URL)

  const server = startProgram(['server.mjs'], { env: whole })
  const ended = new Promise<number | null>((resolve) => server.once('close', resolve))
  const stopHard = () => void server.kill('SIGKILL')
  process.once('exit', stopHard)
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The portal did not get ready')), READY_TIMEOUT_MS)
    const read = (chunk: Buffer) => {
      appendFileSync(log, chunk)
      if (chunk.toString().includes('portal ready on')) resolve(clearTimeout(timer))
    }
    server.stdout.on('data', read)
    server.stderr.on('data', read)
    void ended.then((code) => reject(new Error(`The portal ended with ${code}:\n${readFileSync(log, 'utf8')}`)))
  })
  await ready.catch((error) => {
    stopHard()
    throw error
  })
  return {
    url: whole.PORTAL_URL,
    port,
    databaseFile: whole.DATABASE_URL.slice('file:'.length),
    environment: whole,
    readLog: () => readFileSync(log, 'utf8'),
    async stop() {
      const patience = setTimeout(stopHard, STOP_TIMEOUT_MS)
      server.kill('SIGTERM')
      const code = await ended
      clearTimeout(patience)
      process.off('exit', stopHard)
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
      return code
    },
  }
}
