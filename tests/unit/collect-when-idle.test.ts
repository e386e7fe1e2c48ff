import { EventEmitter } from 'node:events'
import type { Server } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { collectWhenIdle } from '@/lib/http/collect-when-idle.mjs'

const server = new EventEmitter()
const collect = vi.fn()
// More than the collection bothers for.
const held = Array.from({ length: 1_000_000 }, (_, index) => ({ index }))

function ask() {
  const response = new EventEmitter()
  server.emit('request', {}, response)
  return { answered: () => void response.emit('close') }
}

beforeEach(() => {
  vi.useFakeTimers()
  collectWhenIdle(server as Server, collect)
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
  vi.advanceTimersByTime(1_000)
  expect(collect).toHaveBeenCalledOnce()
  expect(held).toHaveLength(1_000_000)
})

test('where little has come since the last time, it is left alone', () => {
  ask().answered()
  vi.advanceTimersByTime(60_000)
  ask().answered()
  vi.advanceTimersByTime(60_000)
  expect(collect).toHaveBeenCalledOnce()
})
