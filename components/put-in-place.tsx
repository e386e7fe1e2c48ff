import { CopyButton } from './ui/copy-button'

const place = (fileName: string) => [
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
    shell: 'a terminal',
    command: `mkdir -p ~/invantive && mv ~/Downloads/'${fileName}' ~/invantive/ && chmod 600 ~/invantive/'${fileName}'`,
  },
]

/** Where the downloaded file goes, with a command that moves it there. A settings name holds no character that a shell would read. */
export function PutInPlace({ fileName }: { fileName: string }) {
  return (
    <div className="grid grid-cols-1 gap-3">
      {place(fileName).map(({ system, folder, shell, command }, index) => (
        <details key={system} open={index === 0} className="rounded-md border border-line px-4 py-2">
          <summary className="min-h-8 content-center text-md font-[560]">
            {system} <code className="ml-1.5 text-sm font-normal text-ink-3">{folder}</code>
          </summary>
          <div className="grid grid-cols-1 gap-1.5 pb-2 pt-1.5">
            <div className="flex items-center justify-between gap-3">
              <p className="text-sm text-ink-3">In {shell}, after the download:</p>
              <CopyButton value={command} label={`Copy the command for ${system}`} sourceId={`command-${system}`} />
            </div>
            <code id={`command-${system}`} className="block rounded-md bg-sunken px-3 py-2 text-sm wrap-anywhere">
              {command}
            </code>
          </div>
        </details>
      ))}
      <p className="text-sm text-ink-3 wrap-anywhere">
        Another folder? The environment variables <code>INVANTIVE_CONFIGURATION_FOLDER</code> and{' '}
        <code>INVANTIVE_CONFIGURATION_DATABASES_FOLDER</code> move it. On macOS and Linux the folder is called <code>invantive</code> in
        some places of Invantive&rsquo;s documentation and <code>Invantive</code> in others.
      </p>
    </div>
  )
}
