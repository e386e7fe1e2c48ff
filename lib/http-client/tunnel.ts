import 'server-only'
import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import type { ProxyServer } from '../proxy-settings.js'
import { NotReached } from './unreached'

/** What a proxy is told of the portal, in a request to itself: never to the server behind it. */
export const authorizationFor = ({ authorization }: ProxyServer): Record<string, string> =>
  authorization ? { 'proxy-authorization': authorization } : {}

/**
 * A connection through a proxy (RFC 9110, 9.3.6). Before the proxy has agreed nothing that is meant for the server leaves, and the answer of one that does not agree
 * is never taken for the server's.
 * @param authority host and port of the server
 * @throws {NotReached} when the proxy does not agree; or what the connection to it failed of
 */
export async function openTunnel(proxy: ProxyServer, authority: string, signal: AbortSignal): Promise<Socket> {
  const { host, port, isSecure } = proxy
  const { request } = isSecure ? https : http
  const headers = { host: authority, ...authorizationFor(proxy) }
  const asking = request({ host, port, method: 'CONNECT', path: authority, headers, agent: false, signal })
  asking.on('error', () => {}).end()
  const [{ statusCode = 0 }, socket, beginning] = (await once(asking, 'connect')) as [IncomingMessage, Socket, Buffer]
  socket.on('error', () => {})
  if (statusCode < 200 || statusCode > 299) {
    socket.destroy()
    throw new NotReached(statusCode === 407 ? 'proxy-log-in' : 'proxy-refusal')
  }
  if (beginning.length) socket.unshift(beginning)
  return socket
}
