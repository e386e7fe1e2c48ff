// What a monitoring system counts of this process: docs/operations/monitoring.md. Numbers under fixed names; nothing of anybody's values.
import { env } from './env.js'

// From an answer without a database to the slowest token call (lib/oauth/token-exchange.ts waits 90 s).
const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 90]
const callSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 35, 90]

async function openMetrics() {
  const { collectDefaultMetrics, Counter, Histogram, Registry } = await import('prom-client')
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'portal_' })
  /** @type {(name: string, help: string, labelNames: string[]) => import('prom-client').Counter} */
  const counter = (name, help, labelNames) => new Counter({ name, help, labelNames, registers: [registry] })
  /** @type {(name: string, help: string, labelNames: string[], buckets: number[]) => import('prom-client').Histogram} */
  const histogram = (name, help, labelNames, buckets) => new Histogram({ name, help, labelNames, buckets, registers: [registry] })
  const exchanged = 'Exchanges that ended here: done, unsaved (the spool keeps the answer), or the failure.'
  const called = 'One token call, from before it was sent to its last byte; answered says whether one came.'
  const metrics = {
    registry,
    requests: counter('portal_requests_total', 'Requests that were answered, by method, route and status.', ['method', 'route', 'status']),
    requestTime: histogram(
      'portal_request_seconds',
      'From the first byte of a request to the end of its answer.',
      ['route'],
      requestSeconds,
    ),
    exchanges: counter('portal_exchanges_total', exchanged, ['outcome']),
    recovered: counter('portal_exchanges_recovered_total', 'Exchanges that were cut off and brought home, by outcome.', ['outcome']),
    jobs: counter('portal_jobs_total', 'Turns of the background work that were taken here, by job and outcome.', ['job', 'outcome']),
    tokenCall: histogram('portal_token_call_seconds', called, ['answered'], callSeconds),
  }
  // A counter that is there from the start shows its first step.
  for (const one of [metrics.exchanges, metrics.recovered]) one.inc({ outcome: 'done' }, 0)
  return metrics
}

// The front door runs unbundled, and Next.js bundles this file once more: one set of numbers for all copies.
const key = Symbol.for('preauth-portal.metrics')
const holder = /** @type {{ [key]?: ReturnType<typeof openMetrics> }} */ (globalThis)
// Where nobody may read them, nothing is counted.
const metrics = env.METRICS_TOKEN ? await (holder[key] ??= openMetrics()) : null

/** All numbers of this process. Null without METRICS_TOKEN. */
export const registry = metrics?.registry ?? null

/**
 * @param {{ method: string, route: string, status: number }} request route: as lib/http/route-of.mjs names it, so that there are only so many
 * @param {number} seconds
 */
export function countRequest({ method, route, status }, seconds) {
  metrics?.requests.inc({ method, route, status: String(status) })
  metrics?.requestTime.observe({ route }, seconds)
}

/**
 * @param {string} outcome `done`, `unsaved` or a failure of the closed list
 * @param {{ isRecovered?: boolean }} [how]
 */
export const countExchange = (outcome, { isRecovered = false } = {}) => metrics?.[isRecovered ? 'recovered' : 'exchanges'].inc({ outcome })

/**
 * @param {string} job of lib/jobs.ts
 * @param {'done' | 'failed'} outcome
 * @param {number} [turns]
 */
export const countJob = (job, outcome, turns = 1) => metrics?.jobs.inc({ job, outcome }, turns)

/**
 * Times a token call.
 * @template {{ ok: boolean }} T
 * @param {() => Promise<T>} call
 * @returns {Promise<T>}
 */
export async function timeTokenCall(call) {
  const startedAt = performance.now()
  const delivery = await call()
  metrics?.tokenCall.observe({ answered: delivery.ok ? 'yes' : 'no' }, (performance.now() - startedAt) / 1_000)
  return delivery
}
