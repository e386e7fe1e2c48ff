import 'server-only'
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { chooseForwarder } from './choose-proxy'
import { authorizationFor } from './tunnel'
import { NotReached } from './unreached'

/** Cookies, and what proxies on the way add, pass the 16 kB of Node.js. */
const maximumHeaderBytes = 256 * 1024

/** What breaks after the answer has begun is told by the answer itself. One that changes to another protocol is none: the request closes without a word. */
const untilAnswered = (asked: ClientRequest) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    asked.on('response', resolve).on('error', reject)
    asked.once('close', () => reject(new Error('Closed without an answer')))
  })

/**
 * Sends a request and waits for the beginning of its answer. Nothing is decompressed, and a redirect is an answer.
 * @param how on which connection, and until when: it is encrypted where it should be, so that to Node.js all of them are plain
 * @throws {NotReached} when the proxy did not pass it on
 * @throws anything else: it was sent, and no answer came
 */
export async function request(
  url: URL,
  { headers, ...how }: RequestOptions & { headers: Record<string, string> },
  body?: string,
): Promise<IncomingMessage> {
  const forwarder = chooseForwarder(url)
  const path = url.pathname + url.search
  const asked = http.request({
    // RFC 9112, 3.2.2: a proxy that passes it on wants the address in full.
    path: forwarder ? url.origin + path : path,
    headers: { host: url.host, 'accept-encoding': 'identity', ...headers, ...(forwarder && authorizationFor(forwarder)) },
    maxHeaderSize: maximumHeaderBytes,
    ...how,
  })
  // As many as there is room for.
  asked.maxHeadersCount = 0
  const answer = await untilAnswered(asked.end(body))
  if (!forwarder || answer.statusCode !== 407) return answer
  answer.destroy()
  throw new NotReached('proxy-log-in')
}
