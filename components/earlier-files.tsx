import { useNow } from 'next-intl'
import { TimeStamp } from './time-stamp'
import { Notice } from './ui/notice'

/** A settings file whose token may live, made with a client ID that is about to be allowed again. */
export type EarlierFile = { id: string; fileName: string; authorisedBy: string | null; at: string }

/** Names the files and the people that a new authorisation would hit. */
export function EarlierFiles({ files }: { files: EarlierFile[] }) {
  const now = useNow()
  if (files.length === 0) return null
  return (
    <Notice tone="warn" title="This app is authorised already">
      <ul className="grid gap-1">
        {files.map(({ id, fileName, authorisedBy, at }) => (
          <li key={id}>
            <a href={`/settings/${id}`}>
              <b>{fileName}</b>
            </a>
            , by {authorisedBy ? <b>{authorisedBy}</b> : 'somebody whom Exact Online did not name'}, since{' '}
            <TimeStamp at={new Date(at)} now={now} />
          </li>
        ))}
      </ul>
      <p>
        If the same person allows it again, {files.length === 1 ? 'that file stops' : 'their file stops'} working at once (Invantive then
        says itgenoda494). Another person may allow it without harm.
      </p>
    </Notice>
  )
}
