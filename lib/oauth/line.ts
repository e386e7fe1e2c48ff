import 'server-only'
import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { startDeadline } from './deadline'

export type Line = {
  /** @throws when there is no answer in time; redirects are answers, and nothing is decompressed */
  get(url: string, headers: Record<string, string>, deadlineMs: number): Promise<IncomingMessage>
  close(): void
}

/** One connection for questions that follow each other, and may be asked again: one handshake for all of them. Nobody else's calls go over it. */
export function openLine(origin: string): Line {
  const { Agent, get } = new URL(origin).protocol === 'https:' ? https : http
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    async get(url, headers, deadlineMs) {
      const { signal, ended } = startDeadline(deadlineMs)
      const request = get(url, { agent, headers: { ...headers, 'accept-encoding': 'identity' }, signal })
      // What breaks off later is told by the answer itself.
      request.on('error', () => {})
      request.once('close', ended)
      const [answer] = (await once(request, 'response')) as [IncomingMessage]
      return answer
    },
    close: () => agent.destroy(),
  }
}
