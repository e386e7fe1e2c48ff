import { notFound } from 'next/navigation'
import type { Metadata } from 'next'
import { TopicArticle } from '@/components/help/topic-article'
import { isTopicSlug } from '@/components/help/topics'
import { requireUser } from '@/lib/accounts/require-user'
import { titled } from '../../titled'

type Props = { params: Promise<{ topic: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { topic } = await params
  return titled((t) => (isTopicSlug(topic) ? t(`helpTopics.${topic}.title`) : t('help.title')))()
}

export default async function TopicPage({ params }: Props) {
  await requireUser()
  const { topic } = await params
  if (!isTopicSlug(topic)) notFound()
  return <TopicArticle slug={topic} />
}
