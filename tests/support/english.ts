import { createTranslator } from 'use-intl/core'
import type { NamespacePath, Texts } from '@/lib/i18n/texts'
import activity from '@/messages/en/activity.json'
import exchange from '@/messages/en/exchange.json'
import failures from '@/messages/en/failures.json'
import labels from '@/messages/en/labels.json'

const messages = { activity, exchange, failures, labels }

/** The texts of a namespace as a page gets them, without a page. */
export const english = <P extends NamespacePath & keyof typeof messages>(namespace: P) =>
  createTranslator({ locale: 'en-GB', messages: messages as never, namespace: namespace as never }) as unknown as Texts<P>
