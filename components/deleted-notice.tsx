import { useTranslations } from '@/lib/i18n/use-translations'
import type { PlainAction } from './form-action'
import { Notice } from './ui/notice'
import { SubmitButton } from './ui/submit-button'

type Props = { id: string; name: string; undo: PlainAction }

/** Above a list, after a deletion: what went, and the way to get it back. */
export function DeletedNotice({ id, name, undo }: Props) {
  const t = useTranslations('ui')
  return (
    <Notice tone="good" role="status" title={t('deleted', { name })}>
      <p>{t('undoable')}</p>
      <form action={undo}>
        <input type="hidden" name="id" value={id} />
        <SubmitButton variant="secondary" pendingLabel={t('pending')}>
          {t('undo')}
        </SubmitButton>
      </form>
    </Notice>
  )
}
