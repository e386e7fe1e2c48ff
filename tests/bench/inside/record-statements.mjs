// `node --import …/record-statements.mjs server.mjs`: a portal that writes every statement of a request to STATEMENTS_FILE, as a line of JSON.
import { AsyncLocalStorage } from 'node:async_hooks'
import { appendFileSync } from 'node:fs'
import { Server } from 'node:http'
import { watchStatements } from '../../support/watch-statements.mjs'

const { STATEMENTS_FILE = '' } = process.env
const path = new AsyncLocalStorage()

/** @type {Record<string, any>} */
const servers = Server.prototype
const { emit } = servers
/** @this {Server} @param {string} event @param {any[]} given */
servers.emit = function (event, ...given) {
  return event === 'request' ? path.run(given[0].url, () => emit.call(this, event, ...given)) : emit.call(this, event, ...given)
}

/** @param {string} _ @param {unknown} value */
const plain = (_, value) => (typeof value === 'bigint' ? Number(value) : value)

// What the portal does by itself belongs to no page.
watchStatements((statement) => {
  if (path.getStore()) appendFileSync(STATEMENTS_FILE, `${JSON.stringify({ path: path.getStore(), ...statement }, plain)}\n`)
})
