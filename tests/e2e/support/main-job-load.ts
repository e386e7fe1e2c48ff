// The main job without a browser: for load beside something else.
import type { Account, BackDoor } from './members'
import { send } from './raw-request'
import type { SandboxControl } from './sandbox-control'
import { callAction } from './server-actions'

export type Stage = { port: number; url: string; backDoor: BackDoor; sandbox: SandboxControl }
export type Made = { account: Account; file: string; xml: string; token: string }

const headersOf = ({ cookie }: Account, url: string) => ({ Cookie: `${cookie.name}=${cookie.value}`, Origin: url })

export async function download({ port, url }: Stage, account: Account, file: string): Promise<string> {
  const answer = await send({ port, path: `/settings/${file}/download`, headers: headersOf(account, url) })
  if (answer.status !== 200) throw new Error(`Download: ${answer.status} ${String(answer.headers.location)}`)
  return answer.body
}

export async function reveal({ port, url }: Stage, account: Account, file: string): Promise<string> {
  const fields = { id: file, field: 'refreshToken' }
  const answer = await callAction({ port, page: `/settings/${file}`, action: 'revealAction', fields, headers: headersOf(account, url) })
  const value = /"value":"([^"]+)"/.exec(answer.body)?.[1]
  if (answer.status !== 200 || !value) throw new Error(`Reveal: ${answer.status} ${answer.body.slice(0, 300)}`)
  return value
}

/** The main job through HTTP: the form, "Allow", the exchange, then the secret and the file. */
export async function doMainJob(stage: Stage, account: Account, name: string): Promise<Made> {
  const { port, url, sandbox } = stage
  const headers = headersOf(account, url)
  const app = await sandbox.addApp()
  const { clientId, clientSecret, redirectUri } = app
  const form = {
    name,
    registrationId: '',
    platform: 'exact-online',
    country: 'sandbox',
    clientId,
    clientSecret,
    redirectUri,
    deviating: 'on',
  }
  const opened = await callAction({ port, page: '/preauthenticate', action: 'preauthenticateAction', fields: form, headers })
  const authorization = /https?:[^"\\ ]*[?&]state=([\w-]+)/.exec(opened.body)
  const attemptId = /\/preauthenticate\/([0-9a-f-]{36})/.exec(`${String(opened.headers['x-action-redirect'])} ${opened.body}`)?.[1]
  const way = authorization ? null : await send({ port, path: `/preauthenticate/${attemptId}/go`, headers })
  const state = authorization?.[1] ?? new URL(String(way?.headers.location)).searchParams.get('state')
  if (!attemptId || !state) throw new Error(`Preauthenticate: ${opened.status} ${opened.body.slice(0, 300)}`)
  const fields = { attemptId, codeReturnUrl: await sandbox.allow(app, state) }
  const answer = await callAction({ port, page: `/preauthenticate/${attemptId}`, action: 'exchangeAction', fields, headers })
  const file = /^\/settings\/([0-9a-f-]{36})/.exec(String(answer.headers['x-action-redirect']))?.[1]
  if (!file) throw new Error(`Exchange: ${answer.status} ${String(answer.headers['x-action-redirect'])}`)
  const xml = await download(stage, account, file)
  const token = await reveal(stage, account, file)
  if (!xml.includes('Exact') || token !== (await sandbox.refreshTokenOf(app))) throw new Error('Not what was granted')
  return { account, file, xml, token }
}
