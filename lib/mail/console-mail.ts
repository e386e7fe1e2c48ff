import 'server-only'
import { writeLine } from '../log/standard-output.mjs'
import { showControls } from '../printable'
import type { BuiltMail } from './build-mail'

/**
 * Without a mail server the operator hands the link on: this is how they get it. Not a line of the log, which takes no address and no link, and is
 * collected and kept (docs/decisions/0010-logs.md, 0018-mail.md). Each value stays on its line, whatever is in it.
 */
export function showOnConsole(to: string, { subject, link }: BuiltMail): void {
  const lines = [`to: ${showControls(to)}`, `subject: ${showControls(subject)}`, ...(link ? [`link: ${showControls(link)}`] : [])]
  writeLine(`mail (not sent: no SMTP_URL)\n${lines.map((line) => `  ${line}\n`).join('')}`)
}
