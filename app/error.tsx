'use client'

import { PublicShell } from '@/components/shell/public-shell'
import { Button } from '@/components/ui/button'

type Props = { error: Error & { digest?: string }; retry: () => void }

export default function ErrorPage({ error, retry }: Props) {
  return (
    <PublicShell>
      <div className="grid gap-1">
        <title>Something broke · Preauth Portal</title>
        <h1 className="text-title">Something broke on our side</h1>
        <p className="text-ink-2">What was saved stays saved. Most of the time a second try is enough.</p>
        {error.digest && (
          <p className="text-sm text-ink-3">
            If it is not, tell your administrator this number: <code>{error.digest}</code>
          </p>
        )}
      </div>
      <Button variant="primary" onClick={() => retry()}>
        Try again
      </Button>
    </PublicShell>
  )
}
