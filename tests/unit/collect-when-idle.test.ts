import { EventEmitter } from 'node:events'
import type { Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { collectWhenIdle } from '@/lib/http/collect-when-idle.mjs'

const server = new EventEmitter()
const collect = vi.fn()
let usedBytes = 100e6

function ask() {
  const socket = { destroyed: false }
  const response = Object.assign(new EventEmitter(), { req: { socket } })
  server.emit('request', {}, response)
  return { answered: () => void response.emit('close'), breaksOff: () => void (socket.destroyed = true) }
}

beforeEach(() => {
  vi.useFakeTimers()
  collectWhenIdle(server as Server, { collect, usedBytes: () => usedBytes })
})
afterEach(() => {
  server.removeAllListeners()
  collect.mockClear()
  vi.useRealTimers()
})

/** As long after the start, or after the last collection, as another one has to wait. */
const wait = () => void vi.advanceTimersByTime(10_500)

test('a start is tidied up after, once, in a quiet moment', () => {
  const one = ask()
  wait()
  expect(collect).not.toHaveBeenCalled()
  one.answered()
  vi.advanceTimersByTime(300)
  expect(collect).toHaveBeenCalledOnce()
  wait()
  expect(collect).toHaveBeenCalledOnce()
})

describe('later on', () => {
  beforeEach(() => {
    wait()
    wait()
    collect.mockClear()
  })

  test('garbage is collected once nobody has been answered for a moment, and what is left is gathered a while after', () => {
    usedBytes += 50e6
    const [one, other] = [ask(), ask()]
    wait()
    one.answered()
    wait()
    expect(collect).not.toHaveBeenCalled()
    other.answered()
    expect(collect).not.toHaveBeenCalled()
    vi.advanceTimersByTime(300)
    expect(collect).toHaveBeenCalledOnce()
    wait()
    expect(collect).toHaveBeenCalledTimes(2)
    wait()
    expect(collect).toHaveBeenCalledTimes(2)
  })

  test('what is left waits for a quiet moment as well', () => {
    usedBytes += 50e6
    ask().answered()
    vi.advanceTimersByTime(300)
    const late = ask()
    wait()
    wait()
    expect(collect).toHaveBeenCalledOnce()
    late.answered()
    vi.advanceTimersByTime(300)
    expect(collect).toHaveBeenCalledTimes(2)
  })

  test('where little has come since the last time, it is left alone', () => {
    usedBytes += 5e6
    ask().answered()
    wait()
    expect(collect).not.toHaveBeenCalled()
  })

  test('who asks again and again does not have it collected again and again, and what comes last is not forgotten', () => {
    for (let second = 0; second < 5; second++) {
      usedBytes += 50e6
      ask().answered()
      vi.advanceTimersByTime(1_000)
    }
    expect(collect).toHaveBeenCalledOnce()
    wait()
    expect(collect).toHaveBeenCalledTimes(2)
    wait()
    expect(collect).toHaveBeenCalledTimes(3)
    wait()
    expect(collect).toHaveBeenCalledTimes(3)
  })

  test('a request whose connection broke, and that nobody closes, does not put it off for ever', () => {
    usedBytes += 50e6
    ask().breaksOff()
    ask().answered()
    vi.advanceTimersByTime(300)
    expect(collect).toHaveBeenCalledOnce()
  })
})
