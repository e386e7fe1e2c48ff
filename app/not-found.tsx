import type { Metadata } from 'next'
import { PublicShell } from '@/components/shell/public-shell'
import { ButtonLink } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <PublicShell>
      <div className="grid gap-1">
        <h1 className="text-title">There is nothing here</h1>
        <p className="text-ink-2">It may have been deleted, or the address has a slip of the pen in it.</p>
      </div>
      <ButtonLink href="/preauthenticate" variant="primary">
        Go to Preauthenticate
      </ButtonLink>
    </PublicShell>
  )
}
