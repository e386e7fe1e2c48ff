import { getMessages } from 'next-intl/server'
import { getTranslations } from '@/lib/i18n/translations'
import type { ReactNode } from 'react'
import { PageHeader } from '../ui/page-header'
import { BesideTopics } from './beside-topics'
import { HelpBlock } from './help-block'
import { HelpCrumbs } from './help-crumbs'
import { HelpFrame, type FrameSection } from './help-frame'
import { outlineTopic, type Tree } from './outline'
import { richTags } from './rich'
import type { TopicSlug } from './topics'

type Props = { slug: TopicSlug; further?: FrameSection[] }

/** A topic of Help, as its texts are laid out. `further`: sections that no text alone can give. */
export async function TopicArticle({ slug, further = [] }: Props) {
  const t = await getTranslations('helpTopics')
  const messages = (await getMessages()) as unknown as { helpTopics: Record<TopicSlug, Tree> }
  // The keys come from the texts themselves, so none is missing.
  const say = (key: string): ReactNode => t.rich(key as never, richTags as never)
  const sections = outlineTopic(messages.helpTopics[slug], slug).map(({ id, key, blocks }) => ({
    id,
    heading: say(`${key}.heading`),
    content: blocks.map((block) => <HelpBlock key={block.key} block={block} say={say} />),
  }))
  return (
    <article className="grid gap-7">
      <div className="grid gap-2">
        <HelpCrumbs />
        <PageHeader title={say(`${slug}.title`)} lead={say(`${slug}.lead`)} />
      </div>
      <HelpFrame sections={[...sections, ...further]}>
        <BesideTopics slug={slug} />
      </HelpFrame>
    </article>
  )
}
