import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { PublicShell } from '@/components/shell/public-shell'
import { ButtonLink } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Log in' }

/** Stands, with status 401, in the place of a page that was opened without a session. A browser is led on to the log-in by lib/http/lead-to-log-in.mjs. */
export default async function Unauthorized() {
  const returnTo = (await headers()).get('x-portal-path') ?? '/'
  return (
    <PublicShell>
      <div className="grid gap-1">
        <h1 className="text-title">Log in to go on</h1>
        <p className="text-ink-2">Your session is over, or was never begun. You come back to this page afterwards.</p>
      </div>
      <ButtonLink href={`/login?${new URLSearchParams({ returnTo })}`} variant="primary">
        Log in
      </ButtonLink>
    </PublicShell>
  )
}
