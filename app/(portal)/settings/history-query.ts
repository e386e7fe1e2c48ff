import { historySorts, type HistorySort } from '@/lib/history/cursor'
import { tokenStates, type TokenState } from '@/lib/history/token-life'

/** What the address asks of the history; anything unknown counts for nothing. */
export type AskedHistory = { search?: string; sort?: HistorySort; state?: TokenState; country?: string; cursor?: string }

export function readHistoryQuery(query: Record<string, string | string[] | undefined>): AskedHistory {
  const one = (name: string) => {
    const value = query[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const country = one('country')
  return {
    search: one('q'),
    sort: historySorts.find((sort) => sort === one('sort')),
    state: tokenStates.find((state) => state === one('state')),
    country: country && /^[a-z]{2,10}$/.test(country) ? country : undefined,
    cursor: one('cursor'),
  }
}

/** The same list, at another place of it. */
export function pageHref({ search, sort, state, country }: AskedHistory, cursor?: string) {
  const given = Object.entries({ q: search, sort, state, country, cursor }).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const query = new URLSearchParams(given).toString()
  return query ? `/settings?${query}` : '/settings'
}
