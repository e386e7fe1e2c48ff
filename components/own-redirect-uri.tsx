import type { PlatformChoice } from './platform-fields'
import { CopyButton } from './ui/copy-button'

/** The address to register in the App Center when nothing deviates. */
export function OwnRedirectUri({ platforms }: { platforms: PlatformChoice[] }) {
  return (
    <div className="grid gap-1.5">
      {platforms.map(({ id, name, ownRedirectUri }) => (
        <div key={id} className="grid gap-1.5">
          <p className="text-md font-[560]">Redirect URI{platforms.length > 1 && ` for ${name}`}</p>
          <div className="flex min-h-[42px] items-center justify-between gap-2 rounded-md border border-line bg-sunken py-1 pl-3 pr-1.5">
            <code id={`own-redirect-uri-${id}`} className="min-w-0 text-sm wrap-anywhere">
              {ownRedirectUri}
            </code>
            <CopyButton value={ownRedirectUri} label="Copy Redirect URI" sourceId={`own-redirect-uri-${id}`} />
          </div>
        </div>
      ))}
      <p className="text-sm text-ink-3">This portal&rsquo;s own address. Register exactly this one in the App Center.</p>
    </div>
  )
}
