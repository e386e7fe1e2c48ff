import contentDisposition from 'content-disposition'
import { notFound } from 'next/navigation'
import { requireUser } from '@/lib/accounts/require-user'
import { giveSecret } from '@/lib/give-secret'

const seeOther = (path: string) => new Response(null, { status: 303, headers: { Location: path } })

/** The file, byte for byte as it was given out the first time. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const user = await requireUser()
  const { id } = await params
  const given = await giveSecret(user, id, 'xml', 'downloaded')
  if (!given.ok && given.problem === 'missing') notFound()
  if (!given.ok) return seeOther(`/settings/${id}?${given.problem === 'stale' ? 'confirm=download' : 'problem=damaged'}`)
  const { fileName, value } = given
  return new Response(value, {
    headers: {
      'Content-Type': 'application/xml; charset=utf-8',
      'Content-Disposition': contentDisposition.create(fileName, { fallback: fileName.replace(/[^\x20-\x7e]/g, '_') }), // RFC 6266 and 8187
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

/** Next.js would answer HEAD by running GET, and note a download that nobody got. */
export async function HEAD(): Promise<Response> {
  await requireUser()
  return new Response(null, { status: 405, headers: { Allow: 'GET' } })
}
