// A small HTTP proxy, as they stand between an office and the internet: CONNECT, and requests with the address in full. It looks up names as it is told to.
import { once } from 'node:events'
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { connect, type AddressInfo, type Socket } from 'node:net'

/** `at-once`: closes without a word. `never`: takes the connection, and is silent. `behind-connect`: agrees, and closes. */
export type ProxyFault = 'at-once' | 'never' | 'behind-connect' | 'behind-request' | { status: number }

export type HttpProxy = {
  /** For HTTPS_PROXY; with the account, where there is one. */
  url: string
  port: number
  /** What passed, as `CONNECT start.exactonline.nl:443` or `GET http://sandbox.test:3001/`, in its order; and the headers of each. */
  passed: string[]
  headers: IncomingMessage['headers'][]
  fail(fault: ProxyFault | null): void
  close(): Promise<void>
}

type Options = {
  port?: number
  account?: { user: string; password: string }
  /** Where a name leads: `sandbox.test` to the port of a server on this machine. Others are not found. */
  hosts?: Record<string, number>
  /** Spoken to over TLS. */
  certificate?: { key: string; cert: string }
}

// RFC 9110, 11.7.2: what the proxy was told of who asks stays with it.
const passedOn = ({ headers }: IncomingMessage) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'proxy-authorization'))

export async function startHttpProxy({ port = 0, account, hosts = {}, certificate }: Options = {}): Promise<HttpProxy> {
  const passed: string[] = []
  const headers: IncomingMessage['headers'][] = []
  const sockets = new Set<Socket>()
  let fault: ProxyFault | null = null
  const wanted = account && `Basic ${Buffer.from(`${account.user}:${account.password}`).toString('base64')}`

  /** Writes down what comes. @returns the status of a refusal; null: it may pass */
  function receive(request: IncomingMessage): number | null {
    passed.push(`${request.method} ${request.url}`)
    headers.push(request.headers)
    if (typeof fault === 'object' && fault) return fault.status
    return wanted && request.headers['proxy-authorization'] !== wanted ? 407 : null
  }

  function forward(request: IncomingMessage, response: ServerResponse): void {
    const refusal = receive(request)
    if (fault === 'never') return
    if (fault === 'at-once' || fault === 'behind-request') return void request.socket.destroy()
    const url = new URL(request.url ?? '')
    const target = hosts[url.hostname]
    if (refusal || !target) return void response.writeHead(refusal ?? 502).end('The proxy says no')
    const onward = { host: '127.0.0.1', port: target, method: request.method, path: url.pathname + url.search, headers: passedOn(request) }
    const asked = ask(onward, (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers)))
    asked.on('error', () => response.destroy())
    request.pipe(asked)
  }

  function tunnel(request: IncomingMessage, socket: Socket): void {
    socket.on('error', () => {})
    const refusal = receive(request)
    if (fault === 'never') return
    if (fault === 'at-once') return void socket.destroy()
    const target = hosts[(request.url ?? '').replace(/:\d+$/, '')]
    if (refusal || !target)
      return void socket.end(`HTTP/1.1 ${refusal ?? 502} No\r\nContent-Type: text/html\r\n\r\n<h1>The proxy says no</h1>`)
    const onward = connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      if (fault === 'behind-connect') return void [socket.end(), onward.destroy()]
      socket.pipe(onward).pipe(socket)
    })
    onward.on('error', () => socket.destroy())
  }

  const server = certificate ? createSecureServer(certificate, forward) : createServer(forward)
  server.on('connect', tunnel)
  server.on(certificate ? 'secureConnection' : 'connection', (socket: Socket) => sockets.add(socket))
  await once(server.listen(port, '127.0.0.1'), 'listening')
  const itsPort = (server.address() as AddressInfo).port
  const login = account ? `${encodeURIComponent(account.user)}:${encodeURIComponent(account.password)}@` : ''
  return {
    url: `http${certificate ? 's' : ''}://${login}localhost:${itsPort}`,
    port: itsPort,
    passed,
    headers,
    fail: (next) => void (fault = next),
    async close() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
