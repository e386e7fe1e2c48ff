import { renderInstallCommand, systems, type System } from '@/lib/settings/install-command'
import { useTranslations } from '@/lib/i18n/use-translations'
import { systemOf } from '@/lib/user-agent'
import type { ReactNode } from 'react'
import { CopyButton } from './ui/copy-button'
import { Verbatim } from './ui/verbatim'

// Spelt out: Tailwind finds class names by reading.
const shown: Record<System, string> = {
  Windows: 'group-has-[#place-Windows:checked]/place:grid',
  macOS: 'group-has-[#place-macOS:checked]/place:grid',
  Linux: 'group-has-[#place-Linux:checked]/place:grid',
}

const folders: Record<System, string> = { Windows: '%USERPROFILE%\\invantive', macOS: '~/invantive', Linux: '~/invantive' }

const code = (chunks: ReactNode) => (
  <Verbatim as="code" className="wrap-anywhere">
    {chunks}
  </Verbatim>
)

/**
 * Where the downloaded file goes, with a command that moves it there.
 * The tabs are radio buttons: arrow keys, a screen reader and a browser without JavaScript know what to do with them.
 */
export function PutInPlace({ name, userAgent }: { name: string; userAgent: string }) {
  const t = useTranslations('settings.place')
  // On a phone the file is moved on another machine, which is most often Windows.
  const own = systems.find((system) => system === systemOf(userAgent)) ?? 'Windows'
  const shells: Record<System, string> = { Windows: 'PowerShell', macOS: 'Terminal', Linux: t('terminal') }
  return (
    <div className="group/place grid grid-cols-1 gap-3">
      <fieldset className="flex gap-1 border-b border-line">
        <legend className="sr-only">{t('system')}</legend>
        {systems.map((system) => (
          <label
            key={system}
            className="-mb-px min-h-10 cursor-pointer content-center border-b-2 border-transparent px-3.5 text-md font-[560] text-ink-3 hover:text-ink has-checked:border-accent has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input type="radio" id={`place-${system}`} name="system" defaultChecked={system === own} className="sr-only" />
            <Verbatim>{system}</Verbatim>
          </label>
        ))}
      </fieldset>
      {systems.map((system) => {
        const command = renderInstallCommand(system, name)
        return (
          <div key={system} className={`hidden grid-cols-1 gap-1.5 ${shown[system]}`}>
            <div className="flex items-center justify-between gap-3">
              <p className="text-md text-ink-2">
                <span>{t.rich('folder', { folder: folders[system], code })}</span> <span>{t('in', { shell: shells[system] })}</span>
              </p>
              <CopyButton value={command} label={t('copyCommand', { system })} sourceId={`command-${system}`} />
            </div>
            <pre
              id={`command-${system}`}
              tabIndex={0}
              translate="no"
              aria-label={t('command', { system })}
              className="max-h-96 overflow-auto rounded-md bg-sunken px-3 py-2 text-sm"
            >
              <Verbatim as="code">{command}</Verbatim>
            </pre>
          </div>
        )
      })}
      <p className="text-md text-ink-2">{t.rich('does', { code })}</p>
      <p className="text-sm text-ink-3 wrap-anywhere">{t.rich('other', { code })}</p>
    </div>
  )
}
