// Where this machine keeps the programs of a PostgreSQL server. Debian does not put them on the PATH.
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const DEBIAN = '/usr/lib/postgresql'
const suffix = process.platform === 'win32' ? '.exe' : ''

/**
 * Version 15 first, because that is what we promise to run on; then the newest there is.
 * @returns {{ initdb: string, postgres: string } | null}
 */
export function findPostgresTools() {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN).sort((a, b) => Number(b === '15') - Number(a === '15') || Number(b) - Number(a))
    : []
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env.PATH ?? '').split(delimiter)]
  for (const folder of folders) {
    const tools = { initdb: join(folder, `initdb${suffix}`), postgres: join(folder, `postgres${suffix}`) }
    if (existsSync(tools.initdb) && existsSync(tools.postgres)) return tools
  }
  return null
}
