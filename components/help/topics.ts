/** The pages of the Help section, in the order in which they are read; each is an address: /help/<slug>. */
export const topicSlugs = [
  'app-center',
  'redirect-uri',
  'return-url',
  'settings-file',
  'encrypt-statement',
  'one-chain',
  'thirty-days',
  'secrets',
  'logging-in',
  'errors',
] as const

export type TopicSlug = (typeof topicSlugs)[number]

export const topicGroups = [
  { name: 'before', topics: ['app-center', 'redirect-uri'] },
  { name: 'during', topics: ['return-url', 'errors'] },
  { name: 'after', topics: ['settings-file', 'encrypt-statement', 'one-chain', 'thirty-days'] },
  { name: 'portal', topics: ['secrets', 'logging-in'] },
] as const satisfies { name: string; topics: TopicSlug[] }[]

export const isTopicSlug = (text: string): text is TopicSlug => topicSlugs.some((slug) => slug === text)

/** The pages before and after one. */
export function besideTopic(slug: TopicSlug): { previous?: TopicSlug; next?: TopicSlug } {
  const index = topicSlugs.indexOf(slug)
  return { previous: topicSlugs[index - 1], next: topicSlugs[index + 1] }
}
