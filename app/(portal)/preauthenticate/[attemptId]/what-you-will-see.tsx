import type { Attempt } from '@/lib/attempts/store'
import { countryName } from '@/lib/providers/catalogue'

export function WhatYouWillSee({ attempt }: { attempt: Attempt }) {
  return (
    <aside aria-labelledby="see-help" className="text-md text-ink-2 lg:sticky lg:top-6 lg:self-start">
      <h2 id="see-help" className="font-[620] text-ink">
        What you will see
      </h2>
      <ol className="mt-2.5 grid list-decimal gap-2 pl-[18px]">
        <li>The log-in page of Exact Online ({countryName(attempt.platform, attempt.country)}).</li>
        <li>
          <b className="font-semibold text-ink">Allow</b>, for this app.
        </li>
        <li className="wrap-anywhere">
          {attempt.deviating ? (
            <>
              A page at <span className="font-mono text-sm">{attempt.redirectUri}</span>. Click in the address bar, and copy everything.
            </>
          ) : (
            'This portal again, with your settings file.'
          )}
        </li>
      </ol>
    </aside>
  )
}
