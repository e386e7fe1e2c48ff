import { requireUser } from '@/lib/accounts/require-user'
import { isFresh } from '@/lib/accounts/freshness'
import { exportUser } from '@/lib/export-user'
import { zipStream } from './zip-stream'

/** Everything of theirs as one archive. With secrets only to whoever has proved lately who they are. */
export async function GET(request: Request): Promise<Response> {
  const user = await requireUser()
  const now = new Date()
  const withSecrets = new URL(request.url).searchParams.get('secrets') === 'yes'
  if (withSecrets && !isFresh(user, now)) {
    const returnTo = '/account/leave'
    return new Response(null, { status: 303, headers: { Location: `/confirm?${new URLSearchParams({ returnTo })}` } })
  }
  const files = await exportUser(user, withSecrets, now)
  // One at a time; the page that leads here says so.
  if (!files) return new Response(null, { status: 303, headers: { Location: '/account/leave?problem=exporting' } })
  return new Response(zipStream(files), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="preauth-portal-${now.toISOString().slice(0, 10)}.zip"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

/** Next.js would answer HEAD by running GET, and note what nobody got. */
export async function HEAD(): Promise<Response> {
  await requireUser()
  return new Response(null, { status: 405, headers: { Allow: 'GET' } })
}
