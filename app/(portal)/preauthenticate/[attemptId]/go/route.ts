import { notFound } from 'next/navigation'
import { requireUser } from '@/lib/accounts/require-user'
import { getAttempt } from '@/lib/attempts/store'
import { getAuthorizationUrl } from '@/lib/open-attempt'
import { VaultError } from '@/lib/vault/seal'

/** The way to the provider for an attempt that waits. A door of its own, so that no page holds the `state`. */
export async function GET(_request: Request, { params }: { params: Promise<{ attemptId: string }> }): Promise<Response> {
  const user = await requireUser()
  const attempt = await getAttempt(user.id, (await params).attemptId)
  if (!attempt) notFound()
  const room = `/preauthenticate/${attempt.id}`
  const url = await getAuthorizationUrl(user.id, attempt).catch((error: unknown) => {
    if (!(error instanceof VaultError)) throw error
    return `${room}?problem=damaged`
  })
  return new Response(null, { status: 303, headers: { Location: url ?? room } })
}
