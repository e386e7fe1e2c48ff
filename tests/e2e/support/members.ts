// Users of the portal, and what they have, made without its pages.
import { fork } from 'node:child_process'
import { projectRoot } from '@/tests/support/programs'
import type { PortalEnvironment } from '@/tests/support/portal'
import type { Deeds } from './back-door'

export const password = 'correct horse battery'
export const sessionCookieName = 'preauth-portal.session'

export type Account = { id: string; email: string; password: string; cookie: { name: string; value: string } }
export type BackDoor = Deeds & { stop(): Promise<void> }

/** Starts tests/e2e/support/back-door.ts on a portal's database. */
export function openBackDoor(environment: PortalEnvironment): BackDoor {
  const { PATH = '', HOME = '' } = process.env
  const child = fork('tests/e2e/support/back-door.ts', [], {
    cwd: projectRoot,
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
    env: { PATH, HOME, NODE_ENV: 'production', ...environment },
  })
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  child.on('message', ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error) asked?.reject(new Error(error))
    else asked?.resolve(value)
  })
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The back door ended with ${code}`))
  })
  let lastId = 0
  const ask = (deed: string, parameters: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      child.send({ id, deed, parameters })
    })
  const stop = () =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.disconnect()
    })
  return new Proxy({} as BackDoor, {
    get: (_, deed: string) => (deed === 'stop' ? stop : (...parameters: unknown[]) => ask(deed, parameters)),
  })
}

/** A new user with a session of their own. */
export async function addAccount(backDoor: BackDoor): Promise<Account> {
  const email = `user-${crypto.randomUUID().slice(0, 8)}@kantoor.test`
  const id = await backDoor.addUser(email)
  return { id, email, password, cookie: { name: sessionCookieName, value: await backDoor.logIn(id) } }
}
