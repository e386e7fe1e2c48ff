import { useTranslations } from '@/lib/i18n/use-translations'
import { CopyButton } from './ui/copy-button'

const places = (fileName: string, terminal: string) => [
  {
    system: 'Windows',
    folder: '%USERPROFILE%\\invantive',
    shell: 'PowerShell',
    command: `New-Item -ItemType Directory -Force "$env:USERPROFILE\\invantive" | Out-Null; Move-Item "$env:USERPROFILE\\Downloads\\${fileName}" "$env:USERPROFILE\\invantive\\"`,
  },
  {
    system: 'macOS',
    folder: '~/invantive',
    shell: 'Terminal',
    command: `mkdir -p ~/invantive && mv ~/Downloads/'${fileName}' ~/invantive/ && chmod 600 ~/invantive/'${fileName}'`,
  },
  {
    system: 'Linux',
    folder: '~/invantive',
    shell: terminal,
    command: `mkdir -p ~/invantive && mv ~/Downloads/'${fileName}' ~/invantive/ && chmod 600 ~/invantive/'${fileName}'`,
  },
]

/** Where the downloaded file goes, with a command that moves it there. A settings name holds no character that a shell would read. */
export function PutInPlace({ fileName }: { fileName: string }) {
  const t = useTranslations('settings.place')
  return (
    <div className="grid grid-cols-1 gap-3">
      {places(fileName, t('terminal')).map(({ system, folder, shell, command }, index) => (
        <details key={system} open={index === 0} className="rounded-md border border-line px-4 py-2">
          <summary className="min-h-8 content-center text-md font-[560]">
            {system} <code className="ml-1.5 text-sm font-normal text-ink-3">{folder}</code>
          </summary>
          <div className="grid grid-cols-1 gap-1.5 pb-2 pt-1.5">
            <div className="flex items-center justify-between gap-3">
              <p className="text-sm text-ink-3">{t('in', { shell })}</p>
              <CopyButton value={command} label={t('copyCommand', { system })} sourceId={`command-${system}`} />
            </div>
            <code id={`command-${system}`} className="block rounded-md bg-sunken px-3 py-2 text-sm wrap-anywhere">
              {command}
            </code>
          </div>
        </details>
      ))}
      <p className="text-sm text-ink-3 wrap-anywhere">{t.rich('other', { code: (chunks) => <code>{chunks}</code> })}</p>
    </div>
  )
}
