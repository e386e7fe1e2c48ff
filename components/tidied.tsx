import { Sparkles } from 'lucide-react'
import { useLocale } from 'next-intl'
import { useTranslations } from '@/lib/i18n/use-translations'
import { valueFields, type ValueField } from '@/lib/apps/value-labels'
import { Button } from './ui/button'
import type { useTidyValues } from './use-tidy-values'

type Props = { field: ValueField; tidy: Pick<ReturnType<typeof useTidyValues>, 'told' | 'undo'> }

/** Says, below the field, what was taken away from what stood there, or that it was taken apart; with a way back. */
export function Tidied({ field, tidy: { told, undo } }: Props) {
  const t = useTranslations('tidy')
  const ui = useTranslations('ui')
  const labels = useTranslations('labels')
  const list = new Intl.ListFormat(useLocale())
  const isMine = told?.field === field
  const filled = valueFields.filter((one) => told?.values[one] !== undefined).map((one) => labels(one))
  return (
    // There before it speaks, for else it would not be read out; out of the way, gap and all, while it is empty.
    <div role="status" className="-mt-2 empty:absolute">
      {isMine && (
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 rounded-md border border-good-line bg-good-soft py-1 pr-1 pl-3 text-sm text-good">
          <Sparkles aria-hidden className="size-4 flex-none" />
          <span className="min-w-0 flex-1 basis-48 wrap-anywhere">
            {told.removed.length === 0
              ? t('taken', { fields: list.format(filled) })
              : t('cleaned', { what: list.format(told.removed.map((one) => t(`what.${one}`))) })}
          </span>
          <Button
            variant="quiet"
            size="sm"
            onClick={(event) => {
              const { form } = event.currentTarget
              if (form) undo(form)
            }}
          >
            {ui('undo')}
          </Button>
        </div>
      )}
    </div>
  )
}
