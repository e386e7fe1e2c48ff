// The pooler: many connections of the portals, few to the database, and each of those lent for one transaction.
import { findProgram } from '../steps/proxy-tools.mjs'
import { makePlace, startProgram, writePlainly } from './program.mjs'

/**
 * @param {{ parent: string, port: number, server: URL, password: string }} options server: the database behind; password: for user portal, here and there
 */
export function startPgbouncer({ parent, port, server, password }) {
  const folder = makePlace(parent, 'pgbouncer')
  writePlainly(folder, 'users.txt', `"portal" "${password}"\n`)
  const config = writePlainly(folder, 'pgbouncer.ini', pgbouncerConfig({ port, server }))
  return startProgram(folder, port, {
    name: 'PgBouncer',
    program: findProgram('pgbouncer') ?? '',
    parameters: [config],
    stopSignal: 'SIGTERM',
  })
}

/** @param {{ port: number, server: URL }} options */
const pgbouncerConfig = ({ port, server }) => `
[databases]
portal = host=${server.hostname} port=${server.port} dbname=${server.pathname.slice(1)}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = users.txt
pool_mode = transaction
max_client_conn = 300
default_pool_size = 20
; After the database has been away it is tried again soon.
server_login_retry = 1
query_wait_timeout = 10
`
