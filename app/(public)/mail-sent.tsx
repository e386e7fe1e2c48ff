import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/i18n/translations'
import { isMailOn } from '@/lib/mail/send-mail'

/** Something is on its way, if the address is right: the page knows no more, and says no more. */
export async function MailSent({ lead }: { lead: string }) {
  const t = await getTranslations('entrance.mailSent')
  return (
    <Notice tone="good" role="status" title={t('title')}>
      <p>{lead}</p>
      <p>{t(isMailOn() ? 'nothingCame' : 'mailIsOff')}</p>
    </Notice>
  )
}
