import 'server-only'
import { Gauge, Registry } from 'prom-client'
import { countSpentBudgets } from './budget/store'
import { countWaitingJobs } from './jobs'
import { registry as counted } from './metrics.mjs'
import { readStock } from './metrics-store'
import { countPendingMails } from './mail/pending-mails.mjs'
import { listLeftovers } from './spool/spool'
import { version } from '@/package.json'

/**
 * Everything that is counted, in Prometheus' text format: what this process has done, and what stands on its disk and in the database by now.
 * With the database away its numbers are missing, and `portal_database_up` says so: the rest is told all the same.
 */
export async function renderMetrics(now = new Date()): Promise<{ text: string; contentType: string }> {
  const found = new Registry()
  const gauge = (name: string, help: string, values: { labels?: Record<string, string>; value: number }[]) => {
    const labelNames = Object.keys(values[0]?.labels ?? {})
    const one = new Gauge({ name, help, labelNames, registers: [found] })
    for (const { labels = {}, value } of values) one.set(labels, value)
  }
  const [stock, spent, waiting, jobs] = await Promise.all([
    readStock(now).catch(() => null),
    countSpentBudgets(now).catch(() => null),
    listLeftovers().catch(() => null),
    countWaitingJobs().catch(() => null),
  ])
  gauge('portal_info', 'The version that runs.', [{ labels: { version }, value: 1 }])
  gauge('portal_database_up', 'Whether the database answers.', [{ value: stock ? 1 : 0 }])
  gauge('portal_mails_pending', 'Mails that are on their way to the mail server.', [{ value: countPendingMails() }])
  if (waiting)
    gauge('portal_spool_answers', 'Answers in the spool of this instance that wait for the database.', [{ value: waiting.length }])
  if (jobs) {
    const values = jobs.map(({ job, count: value }) => ({ labels: { job }, value }))
    gauge('portal_jobs_waiting', 'Turns of the background work that wait for an instance.', values)
  }
  if (spent !== null) gauge('portal_budgets_spent', 'Client IDs whose budget of errors is spent for now.', [{ value: spent }])
  if (stock) {
    const countOf = (status: string) => stock.attempts.find((one) => one.status === status)?.count ?? 0
    const attempts = ['open', 'exchanging'].map((status) => ({ labels: { status }, value: countOf(status) }))
    gauge('portal_attempts', 'Attempts that wait for their return URL, or for the answer of the token endpoint.', attempts)
    const calls = stock.tokenCalls.map(({ outcome, count: value }) => ({ labels: { outcome }, value }))
    if (calls.length) gauge('portal_token_calls_hour', 'Token calls of the last hour by all instances, by outcome.', calls)
  }
  return { text: ((await counted?.metrics()) ?? '') + (await found.metrics()), contentType: found.contentType }
}
