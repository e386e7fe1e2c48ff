// Requests as an attacker sends them: any header, no redirect followed, no browser in between.
import { request } from 'node:http'

export type RawRequest = {
  /** The portal's port; what it believes its address to be is another matter. */
  port: number
  path: string
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** The loopback address that it comes from, as 127.0.1.7: many visitors on one machine. */
  from?: string
}
export type RawAnswer = { status: number; headers: Record<string, string | string[] | undefined>; body: string }

export function send({ port, path, method = 'GET', headers = {}, body = '', from }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const length = method === 'GET' || method === 'HEAD' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
    const way = from ? { host: '127.0.0.1', localAddress: from } : { host: 'localhost' }
    const sent = request({ ...way, port, path, method, headers: { ...length, ...headers }, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }),
      )
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The fields of a form as a browser sends them. */
export async function multipart(form: FormData): Promise<{ type: string; body: Buffer }> {
  const encoded = new Response(form)
  return { type: encoded.headers.get('content-type') ?? '', body: Buffer.from(await encoded.arrayBuffer()) }
}
