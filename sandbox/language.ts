import { AsyncLocalStorage } from 'node:async_hooks'
import Negotiator from 'negotiator'
import { redirectReply, type Reply } from './reply'
import type { Request } from './request'

/** Each language by its own name. */
export const LANGUAGES = { en: 'English', nl: 'Nederlands', de: 'Deutsch', fr: 'Français' } as const
export type Language = keyof typeof LANGUAGES

const COOKIE = 'sandbox-language'
const codes = Object.keys(LANGUAGES) as Language[]
const isLanguage = (text: string | null | undefined): text is Language => codes.some((code) => code === text)

// Exact's pages speak the language of their account; these, that of their visitor.
const spoken = new AsyncLocalStorage<{ language: Language; here: string | null }>()

/** Answers in the language of the request: its cookie's, else the browser's, else English. */
export function speak<Answer>(request: Request | undefined, answer: () => Answer): Answer {
  if (!request) return answer()
  const chosen = request.cookies.get(COOKIE)
  const language = isLanguage(chosen) ? chosen : (new Negotiator(request).language([...codes]) ?? 'en')
  // What a form has answered can't be asked for again by an address.
  const here = request.method === 'GET' ? addressOf(request) : null
  return spoken.run({ language: language as Language, here }, answer)
}

export const currentLanguage = (): Language => spoken.getStore()?.language ?? 'en'

/** This page in another language; null where there is no way back to it. */
export function languageAddress(language: Language): string | null {
  const here = spoken.getStore()?.here
  return here ? `${here}${here.includes('?') ? '&' : '?'}language=${language}` : null
}

/** `?language=nl`: remembers it, and leads to the same page without it. */
export function switchLanguage(request: Request): Reply | null {
  const language = request.query.get('language')
  if (request.method !== 'GET' || !isLanguage(language)) return null
  request.query.delete('language')
  const reply = redirectReply(addressOf(request) ?? '/')
  return { ...reply, headers: { ...reply.headers, 'Set-Cookie': `${COOKIE}=${language}; Path=/; SameSite=Lax; Max-Age=31536000` } }
}

/** `//host` would be another site to a browser. */
function addressOf({ path, query }: Request): string | null {
  if (!/^\/(?![/\\])/.test(path)) return null
  return query.size > 0 ? `${path}?${query}` : path
}
