import { notFound } from 'next/navigation'
import { logo } from '@/lib/brand/logo'

/** The operator's logo. As an image alone: what a drawing may hold besides, a browser does not run. */
export function GET(): Response {
  if (!logo) notFound()
  return new Response(logo.bytes, { headers: { 'Content-Type': logo.type, 'Cache-Control': 'public, max-age=300' } })
}
