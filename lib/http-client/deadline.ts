import 'server-only'

/**
 * Work that is broken off after a time. AbortSignal.timeout would do, but its timer runs on when the work has long ended, and with it what belongs to the
 * request that it was made in stays, until the deadline or until V8 happens to collect the signal.
 * @param ended lets the timer go
 */
export function startDeadline(deadlineMs: number): { signal: AbortSignal; ended(): void } {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DOMException('There was no answer in time', 'TimeoutError')), deadlineMs)
  return { signal: controller.signal, ended: () => clearTimeout(timer) }
}
