// What a monitoring system counts of this process: docs/operations/monitoring.md. Numbers under fixed names; nothing of anybody's values.
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

// From an answer without a database to the slowest token call (lib/oauth/token-exchange.ts waits 90 s).
const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 90]
const callSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 35, 90]

function openMetrics() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'portal_' })
  const metrics = {
    registry,
    requests: new Counter({
      ...{ name: 'portal_requests_total', help: 'Requests that were answered, by method, route and status.' },
      ...{ labelNames: ['method', 'route', 'status'], registers },
    }),
    requestTime: new Histogram({
      ...{ name: 'portal_request_seconds', help: 'From the first byte of a request to the end of its answer.' },
      ...{ labelNames: ['route'], buckets: requestSeconds, registers },
    }),
    exchanges: new Counter({
      ...{ name: 'portal_exchanges_total', help: 'Exchanges that ended here: done, unsaved (the spool keeps the answer), or the failure.' },
      ...{ labelNames: ['outcome'], registers },
    }),
    recovered: new Counter({
      ...{ name: 'portal_exchanges_recovered_total', help: 'Exchanges that were cut off and brought home, by outcome.' },
      ...{ labelNames: ['outcome'], registers },
    }),
    tokenCall: new Histogram({
      ...{
        name: 'portal_token_call_seconds',
        help: 'One token call, from before it was sent to its last byte; answered says whether one came.',
      },
      ...{ labelNames: ['answered'], buckets: callSeconds, registers },
    }),
  }
  // A counter that is there from the start shows its first step.
  for (const counter of [metrics.exchanges, metrics.recovered]) counter.inc({ outcome: 'done' }, 0)
  return metrics
}

// The front door runs unbundled, and Next.js bundles this file once more: one set of numbers for all copies.
const key = Symbol.for('preauth-portal.metrics')
const holder = /** @type {{ [key]?: ReturnType<typeof openMetrics> }} */ (globalThis)
const metrics = (holder[key] ??= openMetrics())

/** All numbers of this process. */
export const { registry } = metrics

/**
 * @param {{ method: string, route: string, status: number }} request route: as lib/http/route-of.mjs names it, so that there are only so many
 * @param {number} seconds
 */
export function countRequest({ method, route, status }, seconds) {
  metrics.requests.inc({ method, route, status: String(status) })
  metrics.requestTime.observe({ route }, seconds)
}

/**
 * @param {string} outcome `done`, `unsaved` or a failure of the closed list
 * @param {{ isRecovered?: boolean }} [how]
 */
export const countExchange = (outcome, { isRecovered = false } = {}) => metrics[isRecovered ? 'recovered' : 'exchanges'].inc({ outcome })

/**
 * Times a token call.
 * @template {{ ok: boolean }} T
 * @param {() => Promise<T>} call
 * @returns {Promise<T>}
 */
export async function timeTokenCall(call) {
  const startedAt = performance.now()
  const delivery = await call()
  metrics.tokenCall.observe({ answered: delivery.ok ? 'yes' : 'no' }, (performance.now() - startedAt) / 1_000)
  return delivery
}
