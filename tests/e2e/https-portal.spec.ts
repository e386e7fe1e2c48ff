import { randomUUID } from 'node:crypto'
import { query } from '@/tests/support/migration-databases'
import { startPortal } from '@/tests/support/portal'
import { send } from './support/raw-request'
import { addAccount, openBackDoor } from './support/members'
import { callAction } from './support/server-actions'
import { expect, test } from './support/test'

// As in production: https in front, a proxy between, and the portal itself on loopback.
test('A portal on https behind a proxy binds its cookie to its host, and slows the guesser but not the owner', async () => {
  const url = 'https://portal.example.test'
  const portal = await startPortal({ environment: { PORTAL_URL: url, HOST: 'localhost', TRUSTED_PROXIES: '1' } })
  const backDoor = openBackDoor(portal.environment)
  try {
    const { port } = portal
    const owner = await addAccount(backDoor)
    const answer = await send({ port, path: '/login' })
    expect(answer.status).toBe(200)
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=\d{8}/)
    expect((await send({ port, path: '/api/auth/providers' })).body).toContain(`${url}/api/auth/`)

    const logIn = (password: string, address: string) =>
      callAction({
        port,
        page: '/login',
        action: 'logInAction',
        fields: { email: owner.email, password },
        headers: { Origin: url, 'X-Forwarded-For': address },
      })
    const guesses: string[] = []
    for (let number = 0; number < 30; number++) guesses.push((await logIn(randomUUID(), '203.0.113.66')).body)
    expect(guesses.slice(0, 10).every((body) => body.includes('The e-mail address or the password is wrong.'))).toBe(true)
    expect(guesses.at(-1)).toMatch(/Too many tries in a short time\. Try again in \d+ seconds?\./)
    expect((await logIn(owner.password, '203.0.113.66')).body, 'the right password is not told from a wrong one meanwhile').toMatch(
      /Too many tries/,
    )

    const own = await logIn(owner.password, '198.51.100.7')
    expect(own.headers['x-action-redirect']).toMatch(/^\/preauthenticate;/)
    // Next.js asks its own server for the page that follows. It is no visitor: neither does it go out through the proxy, nor is it where the user is.
    expect(own.body).toContain('Preauthenticate')
    const sessions = await query(portal.environment.DATABASE_URL ?? '', 'SELECT "address" FROM "Session" ORDER BY "createdAt" DESC')
    expect(sessions[0]).toEqual({ address: '198.51.100.7' })
    expect(portal.readLog()).not.toContain('redirect response')
    expect(String(own.headers['set-cookie'])).toMatch(/^__Host-preauth-portal\.session=[^;]+; Path=\/;.*Secure; HttpOnly; SameSite=lax$/i)
    expect(portal.readLog()).not.toContain(owner.password)
  } finally {
    await backDoor.stop()
    expect(await portal.stop()).toBe(0)
  }
})
