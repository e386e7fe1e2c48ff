import { EventEmitter } from 'node:events'
import type { Server } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { collectWhenIdle } from '@/lib/http/collect-when-idle.mjs'

const server = new EventEmitter()
const collect = vi.fn()

const held: object[] = []

function ask() {
  const response = new EventEmitter()
  server.emit('request', {}, response)
  return { answered: () => void response.emit('close') }
}

beforeEach(() => {
  vi.useFakeTimers()
  collectWhenIdle(server as Server, collect)
  // More than the collection bothers for.
  for (let index = 0; index < 1_000_000; index++) held.push({ index })
})
afterEach(() => {
  server.removeAllListeners()
  collect.mockClear()
  held.length = 0
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
})

test('where little has come since the last time, it is left alone', () => {
  ask().answered()
  vi.advanceTimersByTime(60_000)
  ask().answered()
  vi.advanceTimersByTime(60_000)
  expect(collect).toHaveBeenCalledOnce()
})
