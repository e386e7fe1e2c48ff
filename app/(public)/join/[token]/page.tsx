import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { env } from '@/lib/env.js'
import { getTranslations } from '@/lib/i18n/translations'
import { findJoinLink } from '@/lib/join'
import { ChoosePassword } from '../../choose-password'
import { joinAction } from './actions'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.join'))('title') })

type Props = { params: Promise<{ token: string }> }

export default async function JoinPage({ params }: Props) {
  const { token } = await params
  const link = await findJoinLink(token)
  if (!link || env.AUTH_MODE === 'sso') redirect('/sign-up?problem=over')
  return <ChoosePassword texts="entrance.join" action={joinAction} token={token} email={link.email} />
}
