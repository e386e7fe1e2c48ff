import { notFound } from 'next/navigation'
import { readAccent, renderAccentCss } from '@/lib/brand/accent.mjs'
import { env } from '@/lib/env.js'

/** The operator's accent, as tokens after those of app/globals.css. Asked for by the pages only where there is one. */
export function GET(): Response {
  const accent = env.PORTAL_ACCENT && readAccent(env.PORTAL_ACCENT)
  if (!accent) notFound()
  return new Response(renderAccentCss(accent), {
    headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=300' },
  })
}
