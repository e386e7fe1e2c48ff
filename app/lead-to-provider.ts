import 'server-only'
import { redirect } from 'next/navigation'
import { setChallengeCookie } from '@/lib/accounts/challenge-cookie'
import type { User } from '@/lib/accounts/require-user'
import { beginSignOnEntrance, type SignOnPurpose } from '@/lib/sign-on-entrance'
import { readRequestOrigin } from './request-origin'

type Way = { purpose: SignOnPurpose; user: User | null; returnTo: string }

/** On to the identity provider, bound to this browser; where that can't be, to the page that says why. */
export async function leadToProvider(way: Way, problemPage: string): Promise<never> {
  const begun = await beginSignOnEntrance(way, await readRequestOrigin())
  if (!begun.ok) redirect(`${problemPage}?${new URLSearchParams({ problem: begun.problem, returnTo: way.returnTo })}`)
  await setChallengeCookie('sign-on', begun.challengeId)
  redirect(begun.url)
}
