import 'server-only'
import { once } from 'node:events'
import net, { isIP, type Socket } from 'node:net'
import tls from 'node:tls'
import { withoutBrackets, type ProxyServer } from '../proxy-settings.js'
import { chooseForwarder, chooseProxy } from './choose-proxy'
import { startDeadline } from './deadline'
import { openTunnel } from './tunnel'
import { NotReached, reasonOf, type UnreachedReason } from './unreached'

/** A server that answers at all takes a connection sooner; and what was not reached may be tried again. */
const connectionMs = 20_000

/** @throws what the socket failed of; it is closed then */
async function untilReady<Kind extends Socket>(socket: Kind, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<Kind> {
  try {
    await once(socket, event, { signal })
  } catch (error) {
    socket.destroy()
    throw error
  }
  // What breaks from here on is told to the request that is made over it.
  return socket.on('error', () => {})
}

const connect = (host: string, port: number, signal: AbortSignal) => untilReady(net.connect({ host, port }), 'connect', signal)

/** TLS over a connection that stands; the certificate is checked for the host. */
function encrypt(socket: Socket, host: string, signal: AbortSignal) {
  const servername = isIP(host) ? undefined : host
  return untilReady(tls.connect({ socket, host, servername, ALPNProtocols: ['http/1.1'] }), 'secureConnect', signal)
}

/** A step on the way. @throws {NotReached} `otherwise`, where nothing more is known */
const step = <Result>(otherwise: UnreachedReason, work: Promise<Result>): Promise<Result> =>
  work.catch((error: unknown) => {
    throw error instanceof NotReached ? error : new NotReached(reasonOf(error, otherwise), { cause: error })
  })

async function reachForwarder({ host, port, isSecure }: ProxyServer, signal: AbortSignal): Promise<Socket> {
  const socket = await connect(host, port, signal)
  return isSecure ? encrypt(socket, host, signal) : socket
}

async function reach(url: URL, signal: AbortSignal): Promise<Socket> {
  const forwarder = chooseForwarder(url)
  if (forwarder) return step('proxy-away', reachForwarder(forwarder, signal))
  const proxy = chooseProxy(url)
  const isSecure = url.protocol === 'https:'
  const host = withoutBrackets(url.hostname)
  const port = Number(url.port) || (isSecure ? 443 : 80)
  const socket = proxy
    ? await step('proxy-away', openTunnel(proxy, `${url.hostname}:${port}`, signal))
    : await step('no-connection', connect(host, port, signal))
  return isSecure ? step('tls-failure', encrypt(socket, host, signal)) : socket
}

/**
 * A new connection for an address: to its server, directly or through a proxy and encrypted for https, or to the proxy that passes its requests on. When it
 * stands, nothing of a request has been sent.
 * @throws {NotReached}
 */
export async function openConnection(url: URL, deadlineMs: number): Promise<Socket> {
  const { signal, ended } = startDeadline(Math.min(deadlineMs, connectionMs))
  try {
    return await reach(url, signal)
  } finally {
    ended()
  }
}
