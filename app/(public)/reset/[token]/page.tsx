import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from '@/lib/i18n/translations'
import { findResetLink } from '@/lib/recover-password'
import { ChoosePassword } from '../../choose-password'
import { resetPasswordAction } from './actions'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.reset'))('title') })

type Props = { params: Promise<{ token: string }> }

export default async function ResetPasswordPage({ params }: Props) {
  const { token } = await params
  const link = await findResetLink(token)
  if (!link) redirect('/forgot-password?problem=over')
  return <ChoosePassword texts="entrance.reset" action={resetPasswordAction} token={token} email={link.email} />
}
