import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

import { PageError } from './reply'

export const MAX_BODY_BYTES = 1024 * 1024

export type Request = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  cookies: Map<string, string>
  body: Buffer
  params: Record<string, string>
  /** Set by the session: the answer carries this cookie. */
  setCookie?: string
}

export async function readRequest(message: IncomingMessage): Promise<Request> {
  const url = readUrl(message.url ?? '/')
  return {
    method: message.method === 'HEAD' ? 'GET' : (message.method ?? 'GET'),
    path: url.pathname,
    query: url.searchParams,
    headers: message.headers,
    cookies: readCookies(message.headers.cookie ?? ''),
    body: await readBody(message),
    params: {},
  }
}

/** The fields of a form-encoded body; of any other body none. */
export function formOf(request: Request): URLSearchParams {
  return new URLSearchParams(hasMediaType(request, 'application/x-www-form-urlencoded') ? request.body.toString('utf8') : '')
}

export function hasMediaType(request: Request, mediaType: string): boolean {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() === mediaType
}

function readUrl(target: string): URL {
  // A target such as `//x` or `http://x/` would otherwise be read as another host.
  const origin = 'http://sandbox.invalid'
  const url = target.startsWith('/') ? tryUrl(origin + target) : null
  if (!url) throw new PageError(400, 'Bad address', 'This address cannot be read.')
  return url
}

function tryUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

function readCookies(header: string): Map<string, string> {
  const pairs = header.split(';').map((part) => part.trim().split('='))
  return new Map(pairs.flatMap(([name, ...rest]) => (name ? [[name, rest.join('=')] as const] : [])))
}

function readBody(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    message.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MAX_BODY_BYTES) chunks.push(chunk)
      else reject(new PageError(413, 'Too much', 'A request body may be 1 MB at most.'))
    })
    message.on('end', () => resolve(Buffer.concat(chunks)))
    message.on('error', reject)
    message.on('close', () => reject(new Error('the request was cut off')))
  })
}
