import { useTranslations } from '@/lib/i18n/use-translations'
import { browserOf, systemOf } from '@/lib/user-agent'

/** `Firefox on Windows`: enough to know one's own device by, and no more. */
export function UserAgent({ text }: { text: string }) {
  const t = useTranslations('account')
  const [browser, system] = [browserOf(text), systemOf(text)]
  if (browser && system) return <span>{t('browserOn', { browser, system })}</span>
  return <span>{browser ?? system ?? t('unknownBrowser')}</span>
}
