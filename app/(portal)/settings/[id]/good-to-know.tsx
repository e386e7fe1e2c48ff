import { tokenLife } from '@/components/token-life'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import type { SettingsFileSummary } from '@/lib/history/store'
import { unconfirmedParts, type SettingsFormat } from '@/lib/settings/format'

/** What a settings file is, and what ends it. */
export function GoodToKnow({ file, now, format }: { file: SettingsFileSummary; now: Date; format: SettingsFormat }) {
  const isPlain = !file.supersededAt && !file.backedUpAt
  return (
    <Card title="Good to know">
      <Notice tone="warn" title="The connection string is readable in plain text">
        <p>
          Whoever has the file can read your Exact Online data. It holds the refresh token and the client secret: do not send it by mail. To
          encrypt the connection string, run the Encrypt Statement with Invantive Script on the same device that will use the file: the
          device key binds it to that hardware, so this portal can&rsquo;t do it for you.
        </p>
      </Notice>
      <ul className="grid list-disc gap-2 pl-5 text-md text-ink-2">
        <li>
          A new authorisation of the same Exact Online user for the same app ends this token at once. Give each installation an app
          registration, or an Exact user, of its own.
        </li>
        <li>
          The token dies after 30 days without use; open the database in between.
          {isPlain && ` Now it is: ${tokenLife(file.createdAt, now).label}.`}
        </li>
        <li>
          Invantive keeps rotated tokens in its Keychain, by group, connection and alias: a new file with the same name may be hidden by an
          older entry there.
        </li>
        <li>
          Not confirmed by Invantive&rsquo;s own documentation, and set by this portal&rsquo;s operator:{' '}
          {unconfirmedParts(format).join('; ')}.
        </li>
      </ul>
    </Card>
  )
}
