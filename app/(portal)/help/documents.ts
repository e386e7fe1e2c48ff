import { getMessages } from 'next-intl/server'
import { getTranslations } from '@/lib/i18n/translations'
import { failureTopics } from '@/components/help/failure-topics'
import { leafKeys, outlineTopic, type Tree } from '@/components/help/outline'
import { plainTags } from '@/components/help/rich'
import type { HelpDocument } from '@/components/help/search'
import { topicSlugs, type TopicSlug } from '@/components/help/topics'
import { attemptFailures, exchangeFailures, returnUrlFailures, type Failure } from '@/lib/oauth/failures'

/** Every page of Help in the reader's language, as it can be searched. */
export async function listHelpDocuments(): Promise<HelpDocument[]> {
  const [topics, failures] = await Promise.all([listTopics(), listFailures()])
  return [...topics, ...failures]
}

async function listTopics(): Promise<HelpDocument[]> {
  const t = await getTranslations('helpTopics')
  const { helpTopics } = (await getMessages()) as unknown as { helpTopics: Record<TopicSlug, Tree> }
  const say = (key: string) => t.markup(key as never, plainTags as never)
  return topicSlugs.map((slug) => ({
    href: `/help/${slug}`,
    title: say(`${slug}.title`),
    terms: slug.replaceAll('-', ' '),
    passages: [
      { text: say(`${slug}.lead`) },
      ...outlineTopic(helpTopics[slug], slug).map(({ id, key, blocks }) => ({
        id,
        heading: say(`${key}.heading`),
        text: blocks
          .flatMap((block) => textsOf(helpTopics, block.key))
          .map(say)
          .join(' '),
      })),
    ],
  }))
}

/** The keys of the texts below `key`, as `app-center.sections.where.steps`. */
function textsOf(tree: Tree, key: string): string[] {
  const node = key.split('.').reduce<unknown>((above, name) => (above as Tree)[name], tree)
  return leafKeys(node, key)
}

async function listFailures(): Promise<HelpDocument[]> {
  const t = await getTranslations('failures')
  const all: readonly Failure[] = [...returnUrlFailures, ...exchangeFailures, ...attemptFailures]
  return all.map((failure) => ({
    href: `/help/errors/${failure}`,
    title: t(`${failure}.title`),
    terms: `${failure} ${failure.replaceAll('-', ' ')} ${failureTopics[failure].terms ?? ''}`,
    passages: [{ text: [t(`${failure}.sentence`), t(`${failure}.cause`), t(`${failure}.next`)].join(' ') }],
  }))
}
