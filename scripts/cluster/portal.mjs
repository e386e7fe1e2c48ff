// One of the portals: a process as on a machine of its own, and started again whenever it ends, as a service manager would.
import { join } from 'node:path'
import { startService } from '../steps/processes.mjs'

/**
 * @typedef {object} Portal
 * @property {string} name
 * @property {number} port
 * @property {() => number | undefined} pid of the process that runs now
 * @property {Promise<string>} ready the first time
 * @property {() => Promise<void>} stop
 */

/**
 * @param {{ name: string, port: number, folder: string, environment: import('../steps/processes.mjs').Environment }} options
 * @returns {Portal}
 */
export function keepPortal({ name, port, folder, environment }) {
  const env = { ...environment, PORT: String(port), HOST: '127.0.0.1', SPOOL_DIR: join(folder, name, 'spool') }
  let isWanted = true
  const start = () => {
    const service = startService(name, ['server.mjs'], { env, logFile: join(folder, `${name}.log`), stopTimeoutMs: 100_000 })
    void service.ended.then(startAgain)
    return service
  }
  let running = start()
  const { ready } = running

  async function startAgain() {
    // One that never got ready is told of by `ready`.
    if (!isWanted || !(await ready.catch(() => null))) return
    running = start()
    const { pid } = running
    await running.ready.then(
      () => console.log(`  ${name} had ended, and is there again as ${pid}`),
      () => {},
    )
  }
  return {
    name,
    port,
    pid: () => running.pid,
    ready,
    async stop() {
      isWanted = false
      await running.stop()
    },
  }
}
