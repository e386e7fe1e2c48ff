import type { Metadata } from 'next'
import { OtherDoor } from '@/components/shell/other-door'
import { SignUpForm } from '@/components/sign-up-form'
import { Notice } from '@/components/ui/notice'
import { isSignUpOpen } from '@/lib/accounts/user-store'
import { emptyFormState } from '@/lib/form-state'
import { signUpAction } from './actions'

export const metadata: Metadata = { title: 'Sign up' }

export default async function SignUpPage() {
  const isOpen = await isSignUpOpen()
  return (
    <>
      <h1 className="text-title">Sign up</h1>
      {isOpen ? (
        <SignUpForm action={signUpAction} initial={emptyFormState} />
      ) : (
        <Notice title="Signing up is closed here.">
          <p>Ask whoever runs this portal to add an account for you.</p>
        </Notice>
      )}
      <OtherDoor question={isOpen ? 'Already have an account?' : undefined} href="/login" label="Log in" />
    </>
  )
}
