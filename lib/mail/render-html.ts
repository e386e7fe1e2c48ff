import { accentTokens } from '../brand/accent.mjs'
import type { Block, Letter, Letterhead } from './mail'

type Look = Record<'paper' | 'surface' | 'line' | 'ink' | 'ink2' | 'accent' | 'accentInk', string>

// The tokens of app/globals.css: a mail has no stylesheet to share them with.
const grounds = {
  light: { paper: '#f7f7f4', surface: '#ffffff', line: '#e3e2dc', ink: '#17191c', ink2: '#50545b' },
  dark: { paper: '#111315', surface: '#181b1e', line: '#2a2e33', ink: '#eceef0', ink2: '#b3b8bf' },
}
const fonts = "font-family:Inter,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

function lookOf({ accent }: Letterhead, side: 'light' | 'dark'): Look {
  const { accent: colour, 'accent-ink': accentInk } = accentTokens(accent[side], side)
  return { ...grounds[side], accent: colour, accentInk }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '')

/** Light stands in each element, for programs that know no more; these classes turn it dark where the reader's other windows are. */
const renderDarkStyle = (dark: Look) => `<style>
@media (prefers-color-scheme: dark) {
.paper { background-color: ${dark.paper} !important; }
.sheet { background-color: ${dark.surface} !important; border-color: ${dark.line} !important; }
.ink { color: ${dark.ink} !important; }
.ink-2 { color: ${dark.ink2} !important; }
.button { background-color: ${dark.accent} !important; color: ${dark.accentInk} !important; }
}
</style>`

const layout = 'role="presentation" style="border-collapse:separate;border-spacing:0'

function renderBlock(block: Block, look: Look, copyLink: string): string {
  const paragraph = `<p class="ink" style="margin:0 0 16px;color:${look.ink}">`
  if ('text' in block) return `${paragraph}${escape(block.text)}</p>`
  if ('details' in block) {
    const cell = (kind: string, colour: string, text: string) =>
      `<td class="${kind}" style="padding:2px 20px 2px 0;vertical-align:top;color:${colour};overflow-wrap:anywhere">${escape(text)}</td>`
    const rows = block.details.map(({ term, value }) => `<tr>${cell('ink-2', look.ink2, term)}${cell('ink', look.ink, value)}</tr>`)
    return `<table ${layout};margin:0 0 16px">${rows.join('')}</table>`
  }
  const button = `display:inline-block;padding:11px 20px;border-radius:8px;background-color:${look.accent};color:${look.accentInk};font-weight:600`
  return `<p style="margin:24px 0 16px"><a class="button" href="${escape(block.link)}" style="${button};text-decoration:none">${escape(block.label)}</a></p>
<p class="ink-2" style="margin:0 0 24px;font-size:13px;line-height:19px;color:${look.ink2}">${escape(copyLink)}<br><span style="overflow-wrap:anywhere">${escape(block.link)}</span></p>`
}

/** One column in tables, styled in place: what mail programs agree on. No image, no script, nothing that is fetched. Pure. @param lang BCP 47 */
export function renderHtml({ subject, greeting, blocks, copyLink }: Letter, letterhead: Letterhead, lang: string): string {
  const look = lookOf(letterhead, 'light')
  const first = blocks.find((block) => 'text' in block)
  const hidden = 'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0'
  const [name, url] = [escape(letterhead.name), escape(letterhead.url)]
  return `<!doctype html>
<html lang="${escape(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(subject)}</title>
${renderDarkStyle(lookOf(letterhead, 'dark'))}
</head>
<body class="paper" style="margin:0;padding:0;background-color:${look.paper}">
<div style="${hidden}">${escape(first && 'text' in first ? first.text : '')}</div>
<table class="paper" ${layout};width:100%;background-color:${look.paper}"><tr><td style="padding:32px 16px">
<table ${layout};width:100%;max-width:560px;margin:0 auto">
<tr><td class="ink" style="padding:0 4px 16px;${fonts};font-size:15px;line-height:23px;font-weight:600;color:${look.ink}">${name}</td></tr>
<tr><td class="sheet" style="padding:32px 32px 16px;border:1px solid ${look.line};border-radius:12px;background-color:${look.surface};${fonts};font-size:15px;line-height:23px">
<h1 class="ink" style="margin:0 0 16px;font-size:21px;line-height:28px;font-weight:600;color:${look.ink}">${escape(subject)}</h1>
<p class="ink" style="margin:0 0 16px;color:${look.ink}">${escape(greeting)}</p>
${blocks.map((block) => renderBlock(block, look, copyLink)).join('\n')}
</td></tr>
<tr><td class="ink-2" style="padding:16px 4px 0;${fonts};font-size:13px;line-height:19px;color:${look.ink2}">${name}<br>${url}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`
}
