import { localeTags } from '../i18n/locale-names'
import type { Texts } from '../i18n/texts'
import { showControls } from '../printable'
import { buildLetter } from './letter'
import type { Addressee, Letterhead, Mail } from './mail'
import { renderHtml } from './render-html'
import { renderText } from './render-text'

/** `link`: where the mail leads, if anywhere. */
export type BuiltMail = { subject: string; text: string; html: string; link: string | null }

/**
 * A mail as it is sent: a subject of one line, and twice the same content. Pure.
 * @param texts of the addressee's language
 * @throws Error for a link that does not lead to the portal
 */
export function buildMail(texts: Texts<'mail'>, to: Addressee, mail: Mail, paper: Letterhead): BuiltMail {
  const letterhead = { ...paper, name: showControls(paper.name) }
  const letter = buildLetter(texts, to, mail, letterhead)
  const link = letter.blocks.find((block) => 'link' in block)
  return {
    subject: letter.subject,
    text: renderText(letter, letterhead),
    html: renderHtml(letter, letterhead, localeTags[to.locale]),
    link: link && 'link' in link ? link.link : null,
  }
}
