import { isDatabaseAlive } from '@/lib/health-store'

/** Answers 200 when the portal can reach its database. Says nothing else, to anybody. */
export async function GET(): Promise<Response> {
  const alive = await isDatabaseAlive()
  return Response.json({ alive }, { status: alive ? 200 : 503 })
}
