import 'server-only'
import { getTranslations } from '@/lib/i18n/translations'
import type { PlaceGroup } from '@/components/place'
import type { User } from '@/lib/accounts/require-user'
import { listAppRegistrations } from '@/lib/apps/store'
import { listSettingsFiles } from '@/lib/history/store'
import { settingsNameKey } from '@/lib/settings/name'
import { getPlaceNames } from '../place-names'

const pages = [
  ['/preauthenticate', 'preauthenticate'],
  ['/settings', 'settings'],
  ['/apps', 'apps'],
  ['/apps/new', 'addApp'],
  ['/account', 'account'],
  ['/account/activity', 'activity'],
  ['/help', 'help'],
] as const

const pagesOfAdministrators = [
  ['/administration', 'administration'],
  ['/administration/state', 'portalState'],
  ['/administration/activity', 'administrativeActs'],
] as const

const mostOfAKind = 8

/** Pages, registrations and files of the user whose name holds `query`, whatever its case. */
export async function findPlaces({ id: userId, role }: Pick<User, 'id' | 'role'>, query: string): Promise<PlaceGroup[]> {
  const t = await getTranslations('shell')
  const sought = settingsNameKey(query.slice(0, 100).trim())
  const holds = (...texts: string[]) => texts.some((text) => settingsNameKey(text).includes(sought))
  // A file is often asked for by the name that it has on the disk.
  const fileName = sought.replace(/^settings-/, '').replace(/\.xml$/, '')
  const [registrations, files] = await Promise.all([
    listAppRegistrations(userId),
    listSettingsFiles(userId, fileName ? { search: fileName } : {}),
  ])
  const { place } = await getPlaceNames()
  const groups = [
    {
      label: t('findPages'),
      items: (role === 'administrator' ? [...pages, ...pagesOfAdministrators] : pages)
        .filter(([, name]) => holds(t(name), name))
        .map(([href, name]) => ({ href, label: t(name), hint: null })),
    },
    {
      label: t('findApps'),
      items: registrations
        .filter(({ name, clientId }) => holds(name, clientId))
        .map((app) => ({ href: `/apps/${app.id}`, label: app.name, hint: place(app) })),
    },
    {
      label: t('findFiles'),
      items: files.rows.map((file) => ({ href: `/settings/${file.id}`, label: file.fileName, hint: place(file) })),
    },
  ]
  return groups.map(({ label, items }) => ({ label, items: items.slice(0, mostOfAKind) })).filter(({ items }) => items.length > 0)
}
