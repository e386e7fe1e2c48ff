import { afterEach, beforeEach, expect, test, vi } from 'vitest'

vi.hoisted(() => (process.env.METRICS_TOKEN = 'a token of 32 characters or more'))

const key = Symbol.for('preauth-portal.jobs')
const everyMs = 5_000

/** Each test has a process of its own, as far as the timer can tell. */
async function load() {
  delete (globalThis as { [key]?: unknown })[key]
  vi.resetModules()
  return { ...(await import('@/lib/jobs/timer.mjs')), ...(await import('@/lib/log.mjs')) }
}

const job = (run = async () => {}) => ({ name: 'forget', everySeconds: everyMs / 1_000, run })

async function countOf(outcome: string): Promise<number | undefined> {
  const { registry } = await import('@/lib/metrics.mjs')
  const { values = [] } = (await registry?.getSingleMetric('portal_jobs_total')?.get()) ?? {}
  return values.find(({ labels }) => labels.job === 'forget' && labels.outcome === outcome)?.value
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('a job has its first turn behind the first answers, and the next after each pause', async () => {
  const { repeat } = await load()
  const turn = vi.fn(async () => true)
  repeat(job(), turn)
  expect(turn).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(turn).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(3 * everyMs)
  expect(turn).toHaveBeenCalledTimes(4)
})

test('one that takes long is not met by the next', async () => {
  const { repeat } = await load()
  let end = () => {}
  const turn = vi.fn(() => new Promise<boolean>((resolve) => (end = () => resolve(true))))
  repeat(job(), turn)
  await vi.advanceTimersByTimeAsync(10 * everyMs)
  expect(turn).toHaveBeenCalledTimes(1)
  end()
  await vi.advanceTimersByTimeAsync(everyMs)
  expect(turn).toHaveBeenCalledTimes(2)
})

test('one that fails is logged by its name and counted, and has its next turn all the same', async () => {
  const { log, repeat } = await load()
  const told = vi.spyOn(log, 'error').mockReturnValue()
  const before = [(await countOf('done')) ?? 0, (await countOf('failed')) ?? 0] as const
  const error = new Error('away')
  const turn = vi.fn(async () => true)
  turn.mockRejectedValueOnce(error)
  repeat(job(), turn)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(told.mock.calls).toEqual([['job failed', { job: 'forget', error }]])
  expect([await countOf('done'), await countOf('failed')]).toEqual([before[0], before[1] + 1])
  await vi.advanceTimersByTimeAsync(everyMs)
  expect([await countOf('done'), await countOf('failed')]).toEqual([before[0] + 1, before[1] + 1])
})

test('a turn that another instance had is not counted here', async () => {
  const { repeat } = await load()
  const before = (await countOf('done')) ?? 0
  repeat(job(), async () => false)
  await vi.advanceTimersByTimeAsync(everyMs)
  expect(await countOf('done')).toBe(before)
})

test('when the process stops, what runs comes to its end, nothing new begins, and what is behind it is closed last', async () => {
  const { closeAfterJobs, repeat, stopJobs } = await load()
  const events: string[] = []
  let end = () => {}
  const turn = vi.fn(() => new Promise<boolean>((resolve) => (end = () => resolve(events.push('ended') > 0))))
  repeat(job(), turn)
  closeAfterJobs(async () => void events.push('closed'))
  await vi.advanceTimersByTimeAsync(1_000)
  const stopped = stopJobs().then(() => events.push('stopped'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(events).toEqual([])
  end()
  await stopped
  expect(events).toEqual(['ended', 'closed', 'stopped'])
  await vi.advanceTimersByTimeAsync(10 * everyMs)
  expect(turn).toHaveBeenCalledTimes(1)
})

test('a process that stops does not wait for ever', async () => {
  const { repeat, stopJobs } = await load()
  repeat(job(), () => new Promise(() => {}))
  await vi.advanceTimersByTimeAsync(1_000)
  const stopped = stopJobs(10_000)
  await vi.advanceTimersByTimeAsync(10_000)
  await stopped
})
