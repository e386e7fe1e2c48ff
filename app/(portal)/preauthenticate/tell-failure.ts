import 'server-only'
import { getTranslations } from '@/lib/i18n/translations'
import type { ToldFailure } from '@/components/preauthenticate-state'
import type { Failure } from '@/lib/oauth/failures'

/** A failure in the user's language, for a browser that does not hold the texts. */
export async function tellFailure(failure: Failure): Promise<ToldFailure> {
  const t = await getTranslations('failures')
  return {
    failure,
    title: t(`${failure}.title`),
    sentence: t(`${failure}.sentence`),
    next: t(`${failure}.next`),
    cost: t(`${failure}.cost`),
  }
}
