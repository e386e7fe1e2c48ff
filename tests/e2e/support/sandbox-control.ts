// The sandbox's control API (sandbox/README.md), as a test needs it.
import { randomUUID } from 'node:crypto'

export type SandboxApp = { clientId: string; clientSecret: string; redirectUri: string; name: string }
type State = {
  calls: Record<string, number>
  clients: Record<string, { tokenCalls: number; errors: number } | undefined>
  refreshTokens: { clientId: string; token: string }[]
}

export const deviatingUri = 'https://clientredirect.invantive.com'
export const exactUser = 'zoe@bakkerij-de-ster.test'

export type SandboxControl = ReturnType<typeof sandboxControl>

export function sandboxControl(url: string) {
  async function send<Answer>(path: string, body: unknown): Promise<Answer> {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Answer
  }
  const state = async (): Promise<State> => (await fetch(`${url}/control/state`)).json()

  return {
    url,
    state,
    /** A new app of one test: what is ordered for its client ID touches no other test. */
    async addApp(redirectUri = deviatingUri, name = `App ${randomUUID().slice(0, 8)}`): Promise<SandboxApp> {
      return { ...(await send<Omit<SandboxApp, 'name'>>('/control/app', { name, redirectUri })), name }
    },
    order: (app: { clientId: string }, order: Record<string, unknown>) =>
      send('/control/next', { endpoint: 'token', clientId: app.clientId, ...order }),
    /** Lets go the answers that an order with `hold` keeps back. */
    release: ({ clientId }: { clientId: string }) => send('/control/release', { clientId }),
    /** What "Allow" gives, without the pages. */
    async allow(app: { clientId: string }, authorizationState: string): Promise<string> {
      return (await send<{ returnUrl: string }>('/control/authorize', { clientId: app.clientId, state: authorizationState })).returnUrl
    },
    advance: (advanceMs: number) => send('/control/clock', { advanceMs }),
    tokenCalls: async (app: { clientId: string }) => (await state()).clients[app.clientId]?.tokenCalls ?? 0,
    async refreshTokenOf(app: { clientId: string }): Promise<string> {
      const found = (await state()).refreshTokens.filter(({ clientId }) => clientId === app.clientId)
      if (found.length !== 1) throw new Error(`${found.length} live refresh tokens for ${app.clientId}`)
      return found[0]?.token ?? ''
    },
  }
}
