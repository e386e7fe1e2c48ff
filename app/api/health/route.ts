import { db } from '@/lib/db'

/** Answers 200 when the portal can reach its database. Says nothing else, to anybody. */
export async function GET(): Promise<Response> {
  const alive = await db.rateLimit.count({ take: 1 }).then(
    () => true,
    () => false,
  )
  return Response.json({ alive }, { status: alive ? 200 : 503 })
}
