import Link from 'next/link'
import type { ReactNode } from 'react'
import { topicSlugs } from './topics'

export const linkClass = 'text-accent underline underline-offset-2 hover:no-underline'

const inner = (href: string) =>
  function InnerLink(chunks: ReactNode) {
    return (
      <Link href={href} prefetch={false} className={linkClass}>
        {chunks}
      </Link>
    )
  }

const places = {
  preauthenticate: '/preauthenticate',
  apps: '/apps',
  history: '/settings',
  account: '/account',
  activity: '/account/activity',
  help: '/help',
}

/** What a text of Help may hold beside words. A tag named after a topic, or after a page of the portal, is a link to it. */
export const richTags: Record<string, (chunks: ReactNode) => ReactNode> = {
  b: (chunks) => <b className="font-semibold text-ink">{chunks}</b>,
  code: (chunks) => (
    <code translate="no" className="rounded-sm bg-sunken px-1 py-0.5 text-sm text-ink wrap-anywhere">
      {chunks}
    </code>
  ),
  kbd: (chunks) => (
    <kbd translate="no" className="rounded-sm border border-line-strong bg-surface px-1.5 py-px text-xs text-ink">
      {chunks}
    </kbd>
  ),
  appCenter: (chunks) => (
    <a href="https://apps.exactonline.com" target="_blank" rel="noopener noreferrer" className={linkClass}>
      {chunks}
    </a>
  ),
  ...Object.fromEntries(topicSlugs.map((slug) => [slug, inner(`/help/${slug}`)])),
  ...Object.fromEntries(Object.entries(places).map(([name, href]) => [name, inner(href)])),
}

/** The same tags, for a text that is searched: only the words stay. */
export const plainTags: Record<string, (chunks: string) => string> = Object.fromEntries(
  Object.keys(richTags).map((tag) => [tag, (chunks: string) => chunks]),
)
