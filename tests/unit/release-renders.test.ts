import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { releaseRenders } from '@/lib/http/release-renders.mjs'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

class Plain extends AbortController {}
class Released extends AbortController {}
Released.prototype.abort = AbortController.prototype.abort
releaseRenders(Released.prototype)

/** A page as React ends it: what it worked with is in the frames of the error, as `this`. */
class Page {
  readonly controller: AbortController
  constructor(Controller: typeof AbortController) {
    this.controller = new Controller()
  }
  end(reason?: (message: string) => unknown) {
    this.controller.abort(reason?.('This render completed successfully.'))
  }
}

async function isKept(Controller: typeof AbortController, reason?: (message: string) => unknown): Promise<boolean> {
  const [kept, page] = (() => {
    const ended = new Page(Controller)
    ended.end(reason)
    return [ended.controller.signal, new WeakRef(ended)]
  })()
  await nextTurn()
  collect()
  expect(kept.aborted).toBe(true)
  return page.deref() !== undefined
}

test.each([
  ['an error', (message: string) => new Error(message)],
  ['no reason of its own', undefined],
])('what was broken off for %s keeps nothing of the page alive', async (_, reason) => {
  expect(await isKept(Released, reason)).toBe(false)
})

test('without it, the page is kept: to be given up when this fails', async () => {
  expect(await isKept(Plain, (message) => new Error(message))).toBe(true)
})

test.each([['a word'], [null], [{ stack: 'mine' }], [Object.freeze(new Error('frozen'))]])('the reason stays what it was: %s', (reason) => {
  const controller = new Released()
  controller.abort(reason)
  expect(controller.signal.reason).toBe(reason)
})

test('who listens is told', () => {
  const controller = new Released()
  const told: unknown[] = []
  controller.signal.addEventListener('abort', () => told.push(controller.signal.reason))
  controller.abort('why')
  expect(told).toEqual(['why'])
})
