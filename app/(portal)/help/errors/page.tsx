import { getTranslations } from '@/lib/i18n/translations'
import { FailureList } from '@/components/help/failure-list'
import { TopicArticle } from '@/components/help/topic-article'
import { requireUser } from '@/lib/accounts/require-user'
import { attemptFailures, exchangeFailures, returnUrlFailures } from '@/lib/oauth/failures'
import { titled } from '../../titled'

export const generateMetadata = titled((t) => t('helpTopics.errors.title'))

export default async function ErrorsPage() {
  await requireUser()
  const t = await getTranslations('help')
  const groups = [
    { id: 'return-url', heading: t('failure.returnUrl'), content: <FailureList failures={returnUrlFailures} /> },
    { id: 'exchange', heading: t('failure.exchange'), content: <FailureList failures={exchangeFailures} /> },
    { id: 'attempt', heading: t('failure.attempt'), content: <FailureList failures={attemptFailures} /> },
  ]
  return <TopicArticle slug="errors" further={groups} />
}
