import { TimeStamp } from './time-stamp'
import type { TokenDates } from './token-life'
import { ButtonLink } from './ui/button'
import { Notice } from './ui/notice'

/** Says at the top of a result that its token is dead, or may be, and the way out. Nothing for the others. */
export function TokenNotice({ supersededAt, backedUpAt, now, againHref }: TokenDates & { now: Date; againHref: string }) {
  if (!supersededAt && !backedUpAt) return null
  const again = (
    <ButtonLink href={againHref} size="sm" variant={supersededAt ? 'primary' : 'secondary'} className="no-underline!">
      Preauthenticate again
    </ButtonLink>
  )
  if (supersededAt) {
    return (
      <Notice tone="warn" title="Superseded: this refresh token does not work any more">
        <p>
          The same person allowed the same app again (<TimeStamp at={supersededAt} now={now} />
          ), and Exact Online ended this token then. Use the newer file, or make a new one.
        </p>
        <p>{again}</p>
      </Notice>
    )
  }
  return (
    <Notice tone="warn" title="From a backup: the token may have been replaced">
      <p>
        This file was restored from a backup of <TimeStamp at={backedUpAt ?? now} now={now} />. Whoever has used it since got another
        refresh token, and this one is dead then. The file on the machine that uses it is the better one; otherwise make a new one.
      </p>
      <p>{again}</p>
    </Notice>
  )
}
