import type { Html } from './html'

/** How an answer travels: late, cut off, or a few bytes at a time. */
export type Delivery = {
  delayMs?: number
  reset?: Reset
  bytesPerSecond?: number
  /** Not before this has settled. */
  until?: Promise<void>
}

/** Where the connection is cut: before anything, behind the headers, or in the middle of the body. */
export const RESETS = ['before-headers', 'before-body', 'after-headers'] as const
export type Reset = (typeof RESETS)[number]

export type Reply = {
  status: number
  headers: Record<string, string>
  body: string | Buffer
  /** Send the body this many times, streamed. */
  repeatBody?: number
  delivery?: Delivery
}

export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(value) }
}

export function textReply(status: number, text: string, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers }, body: text }
}

export function htmlReply(status: number, document: Html): Reply {
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: document.text }
}

export function redirectReply(location: string, status = 303): Reply {
  return { status, headers: { Location: location }, body: '' }
}

/** Thrown by a page that cannot go on; the server answers with a page of this status that says why. */
export class PageError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    message: string,
  ) {
    super(message)
  }
}
