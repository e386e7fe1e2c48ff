import { useTranslations } from '@/lib/i18n/use-translations'
import { systemOf } from '@/lib/user-agent'
import { CopyButton } from './ui/copy-button'

const systems = ['Windows', 'macOS', 'Linux'] as const
type System = (typeof systems)[number]

// Spelt out: Tailwind finds class names by reading.
const shown: Record<System, string> = {
  Windows: 'group-has-[#place-Windows:checked]/place:grid',
  macOS: 'group-has-[#place-macOS:checked]/place:grid',
  Linux: 'group-has-[#place-Linux:checked]/place:grid',
}

const places = (fileName: string, terminal: string): { system: System; folder: string; shell: string; command: string }[] => [
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

/**
 * Where the downloaded file goes, with a command that moves it there. A settings name holds no character that a shell would read.
 * The tabs are radio buttons: arrow keys, a screen reader and a browser without JavaScript know what to do with them.
 */
export function PutInPlace({ fileName, userAgent }: { fileName: string; userAgent: string }) {
  const t = useTranslations('settings.place')
  // On a phone the file is moved on another machine, which is most often Windows.
  const own = systems.find((system) => system === systemOf(userAgent)) ?? 'Windows'
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
            {system}
          </label>
        ))}
      </fieldset>
      {places(fileName, t('terminal')).map(({ system, folder, shell, command }) => (
        <div key={system} className={`hidden grid-cols-1 gap-1.5 ${shown[system]}`}>
          <div className="flex items-center justify-between gap-3">
            <p className="text-md text-ink-2">
              {t.rich('folder', { folder, code: (chunks) => <code className="wrap-anywhere">{chunks}</code> })} {t('in', { shell })}
            </p>
            <CopyButton value={command} label={t('copyCommand', { system })} sourceId={`command-${system}`} />
          </div>
          <code id={`command-${system}`} className="block rounded-md bg-sunken px-3 py-2 text-sm wrap-anywhere">
            {command}
          </code>
        </div>
      ))}
      <p className="text-sm text-ink-3 wrap-anywhere">{t.rich('other', { code: (chunks) => <code>{chunks}</code> })}</p>
    </div>
  )
}
