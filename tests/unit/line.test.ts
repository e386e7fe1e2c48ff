import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openLine } from '@/lib/http-client/line'
import { readCapped } from '@/lib/http-client/capped-body'

let server: Server
const sockets: Socket[] = []

async function listen(answer: Parameters<typeof createServer>[1]): Promise<string> {
  server = createServer({ keepAliveTimeout: 60_000 }, answer)
  server.on('connection', (socket: Socket) => sockets.push(socket))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

afterEach(() => {
  server.closeAllConnections()
  server.close()
  sockets.length = 0
})

test('questions that follow each other go over one connection, which ends with the line', async () => {
  const url = await listen((request, response) => void response.writeHead(request.url === '/odd' ? 404 : 200).end(request.url))
  const line = openLine(url)
  for (const path of ['/a', '/odd', '/b']) expect((await readCapped(await line.get(url + path, {}, 10_000), 100)).text).toBe(path)
  expect(sockets).toHaveLength(1)
  line.close()
  await once(sockets[0] as Socket, 'close')
})

test('an answer that does not come in time is an error, and so is one that breaks off', async () => {
  const url = await listen((request, response) => {
    if (request.url === '/cut') response.writeHead(200, { 'content-length': 10 }).write('half', () => response.destroy())
  })
  const line = openLine(url)
  await expect(line.get(`${url}/silent`, {}, 20)).rejects.toThrow()
  expect(await readCapped(await line.get(`${url}/cut`, {}, 10_000), 100)).toEqual({ text: 'half', isWhole: false })
  line.close()
})

test('a line whose other side has hung up is taken up again', async () => {
  const url = await listen((_, response) => void response.writeHead(200, { connection: 'close' }).end('answer'))
  const line = openLine(url)
  for (let time = 1; time <= 2; time++) {
    expect((await readCapped(await line.get(url, {}, 10_000), 100)).text).toBe('answer')
    expect(sockets).toHaveLength(time)
  }
  line.close()
})
