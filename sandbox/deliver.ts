import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

import type { Reply } from './reply'

/** Sends an answer the way it was ordered. Stops as soon as the other side has gone, so no delay outlives its connection. */
export async function deliver(response: ServerResponse, reply: Reply): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  if (response.destroyed || response.socket?.destroyed) return
  try {
    await send(response, reply, gone.signal)
  } catch (cause) {
    if (!gone.signal.aborted) throw cause
  }
}

async function send(response: ServerResponse, reply: Reply, signal: AbortSignal): Promise<void> {
  const { delayMs = 0, reset, bytesPerSecond, until } = reply.delivery ?? {}
  const body = Buffer.from(reply.body as string)
  await until
  if (signal.aborted) return
  if (delayMs > 0) await wait(delayMs, undefined, { signal })
  if (reset === 'before-headers') {
    response.socket?.resetAndDestroy()
    return
  }
  response.statusCode = reply.status
  if (reply.repeatBody === undefined) response.setHeader('Content-Length', body.length)
  for (const [name, value] of Object.entries(reply.headers)) {
    // An empty value is how an order leaves a header out; names differ in case, so only the response knows which are the same.
    if (value === '') response.removeHeader(name)
    else response.setHeader(name, value)
  }
  if (reset) await cutOff(response, reset === 'before-body' ? Buffer.alloc(0) : body, signal)
  else if (bytesPerSecond) await drip(response, body, bytesPerSecond, signal)
  else if (reply.repeatBody !== undefined) await repeat(response, body, reply.repeatBody, signal)
  else response.end(body)
}

/** Half the body arrives, if any; a reset sent in the same breath would overtake it and the client would not even see the status. */
async function cutOff(response: ServerResponse, body: Buffer, signal: AbortSignal): Promise<void> {
  response.flushHeaders()
  if (body.length > 0) response.write(body.subarray(0, Math.ceil(body.length / 2)))
  await wait(50, undefined, { signal })
  response.socket?.resetAndDestroy()
}

async function drip(response: ServerResponse, body: Buffer, bytesPerSecond: number, signal: AbortSignal): Promise<void> {
  const step = Math.max(1, Math.floor(bytesPerSecond / 20))
  for (let start = 0; start < body.length; start += step) {
    response.write(body.subarray(start, start + step))
    await wait((1000 * step) / bytesPerSecond, undefined, { signal })
  }
  response.end()
}

async function repeat(response: ServerResponse, body: Buffer, times: number, signal: AbortSignal): Promise<void> {
  for (let sent = 0; sent < times && !signal.aborted; sent += 1) {
    if (!response.write(body)) await once(response, 'drain', { signal })
  }
  response.end()
}
