import 'server-only'
import type { ReportedError } from '@/components/preauthenticate-state'
import { getTranslations } from '@/lib/i18n/translations'
import { cleanProviderWords } from '@/lib/oauth/provider-words'
import { cureOf } from '@/lib/oauth/reported-error'

/** What an address reports as an error, fit to be shown, and what helps against it in the user's language. */
export async function tellReported(words: string | null | undefined): Promise<ReportedError | undefined> {
  const clean = cleanProviderWords(words)
  const t = await getTranslations('doctor')
  return clean ? { words: clean, cure: t(`reported.${cureOf(clean)}`) } : undefined
}
