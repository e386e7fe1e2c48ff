// A server that answers every request with the very bytes that it is told: what a real server of HTTP would not write.
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

export type WireServer = { url: string; requests: string[]; close(): Promise<void> }

/** @param wire what is sent as soon as a request has begun, before the connection is ended; null: nothing, and it stays open */
export async function startWireServer(wire: string | Buffer | null): Promise<WireServer> {
  const requests: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', (chunk) => {
      requests.push(chunk.toString('latin1'))
      if (wire !== null) socket.end(wire)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    requests,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
