import contentDisposition from 'content-disposition'
import { notFound } from 'next/navigation'
import { requireUser } from '@/lib/accounts/require-user'
import { getSettingsFile, openSettingsField } from '@/lib/history/store'

/** The file, byte for byte as it was given out the first time. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const user = await requireUser()
  const { id } = await params
  const file = await getSettingsFile(user.id, id)
  const xml = file && (await openSettingsField(user.id, id, 'xml'))
  if (!file || xml === null) notFound()
  return new Response(xml, {
    headers: {
      'Content-Type': 'application/xml; charset=utf-8',
      'Content-Disposition': contentDisposition.create(file.fileName, { fallback: file.fileName.replace(/[^\x20-\x7e]/g, '_') }), // RFC 6266 and 8187
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
