import { EventEmitter } from 'node:events'
import type { Server } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { collectWhenIdle } from '@/lib/http/collect-when-idle.mjs'

const server = new EventEmitter()
const collect = vi.fn()
let usedBytes = 0

function ask() {
  const response = new EventEmitter()
  server.emit('request', {}, response)
  return { answered: () => void response.emit('close') }
}

beforeEach(() => {
  vi.useFakeTimers()
  collectWhenIdle(server as Server, { collect, usedBytes: () => usedBytes })
  // More than the collection bothers for.
  usedBytes += 50e6
})
afterEach(() => {
  server.removeAllListeners()
  collect.mockClear()
  vi.useRealTimers()
})

test('garbage is collected once nobody has been answered for a moment', () => {
  const [one, other] = [ask(), ask()]
  vi.advanceTimersByTime(60_000)
  one.answered()
  vi.advanceTimersByTime(60_000)
  expect(collect).not.toHaveBeenCalled()
  other.answered()
  expect(collect).not.toHaveBeenCalled()
  vi.advanceTimersByTime(300)
  expect(collect).toHaveBeenCalledOnce()
})

test('what the first collection leaves scattered is gathered by a second one, in a quiet moment as well', () => {
  ask().answered()
  vi.advanceTimersByTime(300)
  const late = ask()
  vi.advanceTimersByTime(60_000)
  expect(collect).toHaveBeenCalledOnce()
  late.answered()
  vi.advanceTimersByTime(60_000)
  expect(collect).toHaveBeenCalledTimes(2)
})

test('where little has come since the last time, it is left alone', () => {
  ask().answered()
  vi.advanceTimersByTime(60_000)
  ask().answered()
  vi.advanceTimersByTime(60_000)
  expect(collect).toHaveBeenCalledTimes(2)
})

test('who asks again and again does not have it collected again and again, and what comes last is not forgotten', () => {
  ask().answered()
  vi.advanceTimersByTime(1_000)
  expect(collect).toHaveBeenCalledTimes(2)
  for (let second = 0; second < 5; second++) {
    usedBytes += 50e6
    ask().answered()
    vi.advanceTimersByTime(1_000)
  }
  expect(collect).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(10_000)
  expect(collect).toHaveBeenCalledTimes(4)
})
