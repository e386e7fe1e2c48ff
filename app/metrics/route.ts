import { env } from '@/lib/env.js'
import { renderMetrics } from '@/lib/render-metrics'
import { isSameSecret } from '@/lib/vault/same-secret'

/** For Prometheus, with METRICS_TOKEN as its bearer token (RFC 6750, 2.1). Without that setting there is no such page. */
export async function GET(request: Request): Promise<Response> {
  const token = env.METRICS_TOKEN
  if (!token) return new Response('There is nothing here.\n', { status: 404 })
  const [, given = ''] = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (!isSameSecret(given, token))
    return new Response('Give the METRICS_TOKEN as a bearer token.\n', { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })
  const { text, contentType } = await renderMetrics()
  return new Response(text, { headers: { 'Content-Type': contentType } })
}
