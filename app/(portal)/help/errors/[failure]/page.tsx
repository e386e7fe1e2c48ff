import { notFound } from 'next/navigation'
import type { Metadata } from 'next'
import { FailureArticle } from '@/components/help/failure-article'
import { requireUser } from '@/lib/accounts/require-user'
import { isFailure } from '@/lib/oauth/failures'
import { titled } from '../../../titled'

type Props = { params: Promise<{ failure: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { failure } = await params
  return titled((t) => (isFailure(failure) ? t(`failures.${failure}.title`) : t('helpTopics.errors.title')))()
}

export default async function FailurePage({ params }: Props) {
  await requireUser()
  const { failure } = await params
  if (!isFailure(failure)) notFound()
  return <FailureArticle failure={failure} />
}
