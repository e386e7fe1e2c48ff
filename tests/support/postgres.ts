// A PostgreSQL of the tests' own: in a temporary folder, on a free loopback port, gone afterwards.
import { randomUUID } from 'node:crypto'
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { lentUser } from '../../scripts/steps/lent-user.mjs'
import { findPostgresTools } from '../../scripts/steps/postgres-tools.mjs'
import { freePort } from './free-port'

export type Postgres = {
  url: string
  /** Where it keeps its data. */
  folder: string
  createDatabase(): Promise<string>
  /** Ends the server and leaves its data and its port to `comeBack`. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  stop(): Promise<void>
}
type Options = {
  /** Keeps what it has committed over a crash, as in production; without it everything is quicker. */
  durable?: boolean
  /** Takes what the server writes: every statement, with its values. */
  logFile?: string
}

const START_TIMEOUT_MS = 60_000
const run = promisify(execFile)

export async function startPostgres({ durable = false, logFile }: Options = {}): Promise<Postgres> {
  const tools = findPostgresTools()
  if (!tools) throw new Error('The tests need the programs of PostgreSQL 15 (initdb, postgres): apt-get install postgresql-15')
  const owner = lentUser()
  const folder = await mkdtemp(join(tmpdir(), 'portal-postgres-'))
  try {
    if (owner) await chown(folder, owner.uid, owner.gid)
    const data = join(folder, 'data')
    const init = ['-D', data, '--username=portal', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions']
    await run(tools.initdb, init, { ...owner, cwd: folder })
    const place = { program: tools.postgres, folder, data, owner, durable, logFile }
    const { server: first, port } = await serve(place)
    let server = first
    // Should the test run be cut short, no server is left behind.
    const stopHard = () => void server.kill('SIGQUIT')
    process.once('exit', stopHard)
    const url = `postgresql://portal@127.0.0.1:${port}/postgres`
    return {
      url,
      folder: data,
      createDatabase: () => createDatabase(url),
      goAway: () => stopServer(server),
      async comeBack() {
        ;({ server } = await serve(place, port))
      },
      async stop() {
        process.off('exit', stopHard)
        await stopServer(server)
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** A new, empty database on a running server; its URL. */
export async function createDatabase(serverUrl: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(`CREATE DATABASE ${name}`)
  } finally {
    await client.end()
  }
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.toString()
}

type Place = { program: string; folder: string; data: string; owner: ReturnType<typeof lentUser>; durable: boolean; logFile?: string }

async function serve({ program, folder, data, owner, durable, logFile }: Place, wantedPort?: number) {
  for (let attempt = 1; ; attempt++) {
    const port = wantedPort ?? (await freePort())
    const settings = [
      `port=${port}`,
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${folder}`,
      'max_connections=200',
      'shared_buffers=32MB',
      ...(logFile ? ['log_statement=all', 'log_parameter_max_length=-1', 'log_min_duration_statement=0'] : []),
      ...(durable ? [] : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']),
    ]
    const server = spawn(program, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      ...owner,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let complaints = ''
    server.stderr?.on('data', (chunk: Buffer) => {
      complaints = (complaints + chunk).slice(-4_000)
      if (logFile) appendFileSync(logFile, chunk)
    })
    if (await answers(server, port)) return { server, port }
    await stopServer(server)
    // Between our look and its start somebody else may have taken the port.
    if (attempt === 3 || !/could not bind/i.test(complaints)) throw new Error(`PostgreSQL did not start:\n${complaints}`)
  }
}

async function answers(server: ChildProcess, port: number): Promise<boolean> {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (server.exitCode === null && server.signalCode === null && Date.now() < deadline) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'portal', database: 'postgres' })
    try {
      await client.connect()
      await client.end()
      return true
    } catch {
      await delay(25)
    }
  }
  return false
}

/** SIGINT is PostgreSQL's fast shutdown: it closes the connections that are open. */
async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGINT')
  await ended
}
