import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { readReturnTo } from '@/app/request-origin'
import { LogInForm } from '@/components/log-in-form'
import { OtherDoor } from '@/components/shell/other-door'
import { Notice } from '@/components/ui/notice'
import { getUser } from '@/lib/accounts/require-user'
import { isSignUpOpen } from '@/lib/accounts/user-store'
import { emptyFormState } from '@/lib/form-state'
import { logInAction } from './actions'

export const metadata: Metadata = { title: 'Log in' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function LogInPage({ searchParams }: Props) {
  const { returnTo: given, reason } = await searchParams
  const returnTo = readReturnTo(typeof given === 'string' ? given : '')
  if (await getUser()) redirect(returnTo)
  return (
    <>
      <h1 className="text-title">Log in</h1>
      {reason === 'callback' && (
        <Notice tone="warn" title="You were not logged in when Exact Online sent you back">
          <p>The code was not used. Log in, and press Preauthenticate again.</p>
        </Notice>
      )}
      <LogInForm action={logInAction} initial={emptyFormState} returnTo={returnTo} />
      {(await isSignUpOpen()) && <OtherDoor question="No account yet?" href="/sign-up" label="Sign up" />}
    </>
  )
}
