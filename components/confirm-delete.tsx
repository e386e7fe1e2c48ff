import { useTranslations } from '@/lib/i18n/use-translations'
import type { ReactNode } from 'react'
import type { PlainAction } from './form-action'
import { ButtonLink } from './ui/button-link'
import { Card } from './ui/card'
import { SubmitButton } from './ui/submit-button'

type Props = { id: string; action: PlainAction; confirmLabel: string; backHref: string; children: ReactNode }

/** The question before something goes. The way back stands first, for it costs nothing. */
export function ConfirmDelete({ id, action, confirmLabel, backHref, children }: Props) {
  const t = useTranslations('ui')
  return (
    <div className="max-w-xl">
      <Card>
        <div className="grid gap-3 text-ink-2">
          {children}
          <p>{t('undoable')}</p>
        </div>
        <form action={action} className="flex flex-wrap justify-end gap-2.5 pt-2">
          <input type="hidden" name="id" value={id} />
          <ButtonLink href={backHref}>{t('keep')}</ButtonLink>
          <SubmitButton variant="danger" pendingLabel={t('deleting')}>
            {confirmLabel}
          </SubmitButton>
        </form>
      </Card>
    </div>
  )
}
