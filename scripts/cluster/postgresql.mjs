// The database server: made once, and served on a loopback port.
import { execFile } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { findPostgresTools } from '../steps/postgres-tools.mjs'
import { makePlace, placeOf, startProgram, writePlainly } from './program.mjs'

/** @param {{ parent: string, port: number, password: string }} options */
export async function startPostgresql({ parent, port, password }) {
  const folder = makePlace(parent, 'postgresql')
  const data = join(folder, 'data')
  const { initdb = '', postgres = '' } = findPostgresTools() ?? {}
  if (!existsSync(join(data, 'PG_VERSION'))) {
    // What was cut short begins anew.
    rmSync(data, { recursive: true, force: true })
    const passwordFile = writePlainly(folder, 'password', password)
    const how = [
      '--username=portal',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--no-instructions',
    ]
    await promisify(execFile)(initdb, ['-D', data, ...how], placeOf(folder))
    rmSync(passwordFile)
  }
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=`]
  return startProgram(folder, port, {
    name: 'PostgreSQL',
    program: postgres,
    parameters: ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    // Its fast shutdown: connections that are open do not hold it up.
    stopSignal: 'SIGINT',
  })
}

/**
 * Where it is not there yet. The port answers before the server does, which after a crash goes through its log first.
 * @param {URL} url of the database
 */
export async function createDatabase(url) {
  for (;;) {
    const client = new pg.Client({ connectionString: new URL('/postgres', url).href })
    try {
      await client.connect()
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [url.pathname.slice(1)])
      if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(url.pathname.slice(1))}`)
      return
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== '57P03') throw error
      await delay(100)
    } finally {
      await client.end().catch(() => {})
    }
  }
}
