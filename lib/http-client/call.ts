import 'server-only'
import type { IncomingHttpHeaders } from 'node:http'
import { readBytes } from './capped-body'
import { openConnection } from './connection'
import { startDeadline } from './deadline'
import { request } from './request'

/** `deadlineMs`: for all of it. `isLenient`: an answer that breaks the rules of HTTP is read as far as it can be. */
export type Call = {
  method?: 'GET' | 'HEAD' | 'POST'
  headers?: Record<string, string>
  body?: string
  deadlineMs: number
  maximumBytes: number
  isLenient?: boolean
}

/**
 * `headers`: names in lower case. `bytes`: the body as it came, nothing undone. `isWhole`: false when the connection broke in it. `isOverlong`: there was more.
 */
export type Answer = { status: number; headers: IncomingHttpHeaders; bytes: Buffer; isWhole: boolean; isOverlong?: true }

/**
 * One request, on a connection of its own: one that lay idle may be closed by the other side in the very moment it is used, and nobody could say whether the
 * request had arrived. Never repeated.
 * @throws {NotReached} nothing was sent
 * @throws anything else: it was sent, and no answer came
 */
export async function call(address: string, { headers = {}, body, deadlineMs, maximumBytes, isLenient, method }: Call): Promise<Answer> {
  const url = new URL(address)
  const { signal, ended } = startDeadline(deadlineMs)
  try {
    const socket = await openConnection(url, deadlineMs)
    const how = { method, headers, signal, createConnection: () => socket, insecureHTTPParser: isLenient }
    const answer = await request(url, how, body)
    return { status: answer.statusCode ?? 0, headers: answer.headers, ...(await readBytes(answer, maximumBytes)) }
  } finally {
    ended()
  }
}
