// Where this machine keeps the programs of PostgreSQL: the server's for the tests, the clients' for backups. Debian does not put them on the PATH.
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const DEBIAN = '/usr/lib/postgresql'
const suffix = process.platform === 'win32' ? '.exe' : ''

/**
 * Version 15 first, because that is what we promise to run on; then the newest there is.
 * @returns {{ initdb: string, postgres: string } | null}
 */
export function findPostgresTools() {
  const found = findTogether(['initdb', 'postgres'], '15')
  return found && { initdb: found.initdb ?? '', postgres: found.postgres ?? '' }
}

/**
 * Of the server's own version, where there are several: a dump of a newer program holds words that an older server does not know,
 * and an older program refuses a newer server.
 * @param {string} serverVersion the major one
 * @returns {{ pgDump: string, pgRestore: string, psql: string } | null}
 */
export function findPostgresClients(serverVersion) {
  const found = findTogether(['pg_dump', 'pg_restore', 'psql'], serverVersion)
  return found && { pgDump: found.pg_dump ?? '', pgRestore: found.pg_restore ?? '', psql: found.psql ?? '' }
}

/**
 * @param {string[]} names programs that must lie in one folder, so that they are of one version
 * @param {string} preferred the major version to look at first
 * @returns {Record<string, string> | null}
 */
function findTogether(names, preferred) {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN).sort((a, b) => Number(b === preferred) - Number(a === preferred) || Number(b) - Number(a))
    : []
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env.PATH ?? '').split(delimiter)]
  for (const folder of folders) {
    const paths = names.map((name) => join(folder, `${name}${suffix}`))
    if (paths.every((path) => existsSync(path))) return Object.fromEntries(names.map((name, index) => [name, paths[index] ?? '']))
  }
  return null
}
