import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { deliver } from './deliver'
import { renderError } from './page'
import { PageError, type Reply } from './reply'
import { readRequest, type Request } from './request'
import { route } from './routes'
import { createWorld, type World } from './world'
import { speak, switchLanguage } from './language'
import { t } from './texts'

export type SandboxOptions = { port?: number; portalUrl?: string; stateFile?: string }

export type Sandbox = {
  url: string
  port: number
  /** The sandbox's insides, for a test in the same process. Over HTTP the same is done through `/control`. */
  world: World
  close(): Promise<void>
}

/** Starts a sandbox on the loopback interface; port 0, the default, takes a free one. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = createWorld({ portalUrl: options.portalUrl ?? 'http://localhost:3000', stateFile: options.stateFile })
  const server = createServer((message, response) => void serve(world, message, response))
  await listen(server, options.port ?? 0)
  const { port } = server.address() as AddressInfo
  return { url: `http://localhost:${port}`, port, world, close: () => close(server) }
}

async function serve(world: World, message: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { request, reply } = await answer(world, message)
    await deliver(response, withHeaders(reply, request))
  } catch (error) {
    // The caller has gone, or an ordered answer cannot be sent; either way there is nobody left to tell.
    if (!response.destroyed) console.error('sandbox: an answer could not be sent:', error)
    response.destroy()
  }
}

async function answer(world: World, message: IncomingMessage): Promise<{ request?: Request; reply: Reply }> {
  let request: Request | undefined
  try {
    request = await readRequest(message)
    const asked = request
    return { request, reply: speak(asked, () => switchLanguage(asked) ?? route(world, asked)) }
  } catch (error) {
    if (message.destroyed && !message.complete) throw error
    if (error instanceof PageError) return { request, reply: speak(request, () => renderError(error)) }
    console.error('sandbox: broken:', error)
    const broke = () => renderError({ status: 500, title: t('errors.broke'), message: t('errors.brokeWhat') })
    return { request, reply: speak(request, broke) }
  }
}

/** No `form-action` in the policy: browsers apply it to the redirect after "Allow" as well, and that leads to another site by design. */
const COMMON_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

function withHeaders(reply: Reply, request: Request | undefined): Reply {
  const session: Record<string, string> = request?.setCookie ? { 'Set-Cookie': request.setCookie } : {}
  // After a body that was too long the connection is of no use: the rest of it would be read as the next request.
  const connection: Record<string, string> = reply.status === 413 ? { Connection: 'close' } : {}
  return { ...reply, headers: { ...COMMON_HEADERS, ...session, ...connection, ...reply.headers } }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, 'localhost', () => resolve())
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    // Delayed answers and kept-alive connections would hold the close for minutes.
    server.closeAllConnections()
  })
}
