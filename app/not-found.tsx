import type { Metadata } from 'next'
import { NothingHere } from '@/components/shell/nothing-here'
import { getTranslations } from '@/lib/i18n/translations'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('entrance.notFound'))('heading') })

export default function NotFound() {
  return <NothingHere />
}
