import 'server-only'
import { redirect } from 'next/navigation'
import { isFresh } from '@/lib/accounts/freshness'
import type { User } from '@/lib/accounts/require-user'

/** For what a forgotten browser must not do: whoever has not proved lately who they are does so first, and comes back. */
export function requireFresh(user: User, returnTo: string): void {
  if (!isFresh(user, new Date())) redirect(`/confirm?${new URLSearchParams({ returnTo })}`)
}
