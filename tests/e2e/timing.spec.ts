// Whether an answer of the real server tells by its time that there is an account: as stories/timing.test.ts, with all that lies around the story.
import { expect } from '@playwright/test'
import { mannWhitney, timeInTurn } from '@/tests/support/compare-times'
import { test, withMailed } from './support/mailed'
import { addAccount } from './support/members'
import { callAction } from './support/server-actions'

const samples = 40
// Nobody is told apart by a difference that chance makes once in ten thousand runs.
const leastP = 0.0001

test('No time of an answer tells whether there is an account: at the log-in, at the sign-up, and for a forgotten password', async () => {
  test.setTimeout(180_000)
  await withMailed({ TRUSTED_PROXIES: '1', SIGN_UP: 'open' }, async ({ portal, backDoor }) => {
    const { email: there } = await addAccount(backDoor)
    const missing = there.replace('user-', 'none-')
    let visitors = 0
    const ask = (page: string, action: string, email: string) => {
      const fields: Record<string, string> = action === 'logInAction' ? { email, password: 'wrong' } : { email }
      const address = `198.51.${visitors >> 8}.${visitors++ & 255}`
      return callAction({ port: portal.port, page, action, fields, headers: { Origin: portal.url, 'X-Forwarded-For': address } })
    }
    for (const [page, action] of [
      ['/login', 'logInAction'],
      ['/sign-up', 'signUpAction'],
      ['/forgot-password', 'forgotPasswordAction'],
    ] as const) {
      const askAndLook = async (email: string) =>
        expect((await ask(page, action, email)).status, `${action} for ${email === there ? 'an account' : 'nobody'}`).toBeLessThan(400)
      const p = mannWhitney(...(await timeInTurn([there, missing], samples, askAndLook)))
      console.log(`${action}: p = ${p.toFixed(3)}, of ${samples} answers each`)
      expect(p, `${action}: two samples as far apart by chance`).toBeGreaterThan(leastP)
    }
  })
})
