import 'server-only'
import { Agent, type IncomingMessage } from 'node:http'
import { openConnection } from './connection'
import { startDeadline } from './deadline'
import { request } from './request'

export type Line = {
  /** @throws when there is no answer in time; redirects are answers, and nothing is decompressed */
  get(url: string, headers: Record<string, string>, deadlineMs: number): Promise<IncomingMessage>
  close(): void
}

const connectionMs = 10_000

/** One connection for questions that follow each other, and may be asked again: one handshake for all of them. Nobody else's calls go over it. */
export function openLine(origin: string): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  agent.createConnection = (_, created) => {
    openConnection(new URL(origin), connectionMs).then(
      (socket) => created?.(null, socket),
      (error: Error) => created?.(error, undefined as never),
    )
    return undefined
  }
  return {
    async get(url, headers, deadlineMs) {
      const { signal, ended } = startDeadline(deadlineMs)
      try {
        const answer = await request(new URL(url), { agent, headers, signal })
        answer.once('close', ended)
        return answer
      } catch (error) {
        ended()
        throw error
      }
    },
    close: () => agent.destroy(),
  }
}
