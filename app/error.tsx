'use client'

import { PublicShell } from '@/components/shell/public-shell'
import { Button, ButtonLink } from '@/components/ui/button'

type Props = { error: Error & { digest?: string }; retry: () => void }

/** Also what is seen while the database is away: the page can't tell the two apart, for the server keeps its errors to itself. */
export default function ErrorPage({ error, retry }: Props) {
  return (
    <PublicShell>
      <div className="grid gap-1">
        <title>Something broke · Preauth Portal</title>
        <h1 className="text-title">Something broke on our side</h1>
        <p className="text-ink-2">
          What was saved stays saved, and a token that Exact Online has given out is kept. Most of the time a second try in a moment is
          enough.
        </p>
        {error.digest && (
          <p className="text-sm text-ink-3">
            If it is not, tell your administrator this number: <code>{error.digest}</code>
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2.5">
        <Button variant="primary" onClick={() => retry()}>
          Try again
        </Button>
        <ButtonLink href="/settings">Settings history</ButtonLink>
      </div>
    </PublicShell>
  )
}
