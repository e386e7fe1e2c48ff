import { send } from './support/raw-request'
import { expect, test } from './support/test'

const nonceOf = (policy: unknown) => /'nonce-([^']+)'/.exec(String(policy))?.[1] ?? ''

for (const path of ['/login', '/forgot-password'])
  test(`${path} is rendered once for many, and sent with the nonce of its own policy each time`, async ({ portal }) => {
    const port = Number(new URL(portal.url).port)
    const ask = async (headers: Record<string, string> = {}) => {
      const answer = await send({ port, path, headers })
      const nonce = nonceOf(answer.headers['content-security-policy'])
      return { ...answer, nonce, text: answer.body.replaceAll(nonce, '') }
    }
    // Whoever wants another language starts a page of their own.
    await ask({ 'accept-language': 'nl, en;q=0.1' })
    const [one, other] = [await ask({ 'accept-language': 'nl, en;q=0.1' }), await ask({ 'accept-language': 'nl, en;q=0.1' })]
    expect([one.status, other.status]).toEqual([200, 200])
    expect(one.nonce).not.toBe(other.nonce)
    for (const { body, nonce, headers } of [one, other]) {
      const inPage = [...body.matchAll(/\bnonce="([^"]+)"/g)].map(([, given]) => given)
      expect(inPage.length).toBeGreaterThan(5)
      expect(new Set(inPage)).toEqual(new Set([nonce]))
      expect(String(headers.link)).toContain(nonce)
      expect(headers['cache-control']).toBe('no-store')
    }
    // The time of its rendering stands in the page: rendered twice, it would be two texts.
    expect(one.text).toBe(other.text)
    expect((await ask({ 'accept-language': 'de' })).text).not.toBe(one.text)
  })
