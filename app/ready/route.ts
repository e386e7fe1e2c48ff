import { isReady, readReadiness } from '@/lib/readiness'

/** Whether this instance can take on work, and which part keeps it from that: 200 or 503. For load balancers, so it says nothing else, to anybody. */
export async function GET(): Promise<Response> {
  const readiness = await readReadiness()
  const ready = isReady(readiness)
  return Response.json({ ready, ...readiness }, { status: ready ? 200 : 503 })
}
