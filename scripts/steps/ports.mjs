// Ports: free or not, and kept for us while the slow things happen, so that a second `up` does not begin the same work.
import { randomInt } from 'node:crypto'
import { connect, createServer } from 'node:net'
import { Refusal } from './refusal.mjs'

/**
 * @param {{ port: number, what: string, option: string }} wish
 * @returns {Promise<{ release: () => Promise<void> }>}
 * @throws {Refusal} that names the port and the way around it
 */
export async function holdPort({ port, what, option }) {
  const advice = `Stop the program that uses it, or choose another: npm run up -- ${option} ${port + 100}`
  // On Windows and macOS one may listen beside a program that listens on all addresses: so knock first.
  for (const host of ['127.0.0.1', '::1']) {
    if (await answers(host, port)) throw new Refusal(`Port ${port}, where ${what} should be, is taken. ${advice}`)
  }
  /** @type {import('node:net').Server[]} */
  const held = []
  for (const host of ['127.0.0.1', '::1']) {
    const outcome = await listen(host, port)
    if (typeof outcome !== 'string') held.push(outcome)
    else if (outcome === 'EADDRINUSE') throw new Refusal(`Port ${port}, where ${what} should be, is taken. ${advice}`)
    else if (outcome === 'EACCES') throw new Refusal(`Port ${port}, where ${what} should be, is not for this user. ${advice}`)
    // Anything else is an address that this machine does not have: no IPv6.
  }
  return {
    async release() {
      await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

/**
 * A free port below those that the system lends to outgoing connections (from 32768 on Linux): a browser and fifty requests at once
 * would take such a one away between the look and the start.
 * @returns {Promise<number>}
 */
export async function quietPort() {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    const isFree = await new Promise((resolve) => {
      const probe = createServer().once('error', () => resolve(false))
      probe.listen(port, 'localhost', () => probe.close(() => resolve(true)))
    })
    if (isFree) return port
  }
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function answers(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const finish = (/** @type {boolean} */ taken) => {
      socket.destroy()
      resolve(taken)
    }
    socket.setTimeout(2_000, () => finish(false))
    socket.once('connect', () => finish(true))
    socket.once('error', () => finish(false))
  })
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<import('node:net').Server | string>} the server, or the error's code
 */
function listen(host, port) {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error) => resolve('code' in error ? String(error.code) : 'unknown'))
    server.listen({ host, port, ipv6Only: host === '::1' }, () => {
      server.unref()
      resolve(server)
    })
  })
}
