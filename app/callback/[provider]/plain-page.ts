import { fileAddress, unsavedFields } from '@/components/unsaved-words'
import type { Unsaved } from '@/lib/attempt-outcome'
import type { Texts } from '@/lib/i18n/texts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

// The colours of app/globals.css: this page stands on its own feet, for the build's files may be out of reach as well.
const style = `
:root{color-scheme:light dark;--ink:light-dark(#17191c,#eceef0);--ink-2:light-dark(#50545b,#b3b8bf);--line:light-dark(#85867f,#6b727b)}
*{box-sizing:border-box}
body{margin:0;background:light-dark(#f7f7f4,#111315);color:var(--ink);font:15px/23px system-ui,sans-serif}
main{display:grid;grid-template-columns:minmax(0,1fr);gap:20px;max-width:800px;margin:0 auto;padding:36px 18px 64px}
p,h1,h2{margin:0;overflow-wrap:anywhere}
h1{font-size:26px;line-height:32px;font-weight:640;letter-spacing:-.02em}
h2{font-size:15px;font-weight:600}
.notice{display:grid;gap:8px;border:1px solid light-dark(#eac98b,#5b461d);border-radius:8px;padding:12px 16px;
background:light-dark(#fdf1dc,#2e230f);color:light-dark(#8a5300,#f0b95a)}
.field{display:grid;gap:6px}
label{font-size:14px;font-weight:560}
textarea{width:100%;resize:vertical;border:1px solid var(--line);border-radius:8px;padding:14px 16px;background:light-dark(#f0f0ec,#141719);
color:inherit;font:13px/21px ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
a{color:light-dark(#0b6b5d,#54cdb4)}
.button{justify-self:start;border-radius:8px;padding:10px 16px;background:light-dark(#0b6b5d,#54cdb4);color:light-dark(#fff,#06241f);
font-weight:600;text-decoration:none}
:focus-visible{outline:2px solid light-dark(#0b6b5d,#54cdb4);outline-offset:2px}
.quiet{color:var(--ink-2)}
`

/** In whose language, and whose portal it is. */
export type Voice = { lang: string; brand: string; t: Texts<'exchange'>; labels: Texts<'labels'> }

type Page = { title: string; nonce: string; body: string; voice: Voice }

const renderPage = ({ title, nonce, body, voice }: Page) => `<!doctype html>
<html lang="${escape(voice.lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escape(title)} · ${escape(voice.brand)}</title>
<style nonce="${escape(nonce)}">${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`

// A line break right behind the tag belongs to HTML, and not to the value.
const renderField = (value: string, { field, rows }: (typeof unsavedFields)[number], label: string) => `<div class="field">
<label for="${field}">${escape(label)}</label>
<textarea id="${field}" rows="${rows}" readonly autocomplete="off" spellcheck="false">
${escape(value)}</textarea>
</div>`

/** A sentence with one link in it; the words around are escaped first, and markup knows no other tag. */
const linked = (text: string, name: string, href: string) =>
  escape(text).replace(`&lt;${name}&gt;`, `<a href="${href}">`).replace(`&lt;/${name}&gt;`, '</a>')

/** The result that could not be saved, as a page without session, database or script. Pure. */
export function renderUnsavedPage(unsaved: Unsaved, nonce: string, voice: Voice): string {
  const { t, labels } = voice
  const { isAccountGone } = unsaved
  const fileName = `settings-${unsaved.name}.xml`
  const history = t.markup('unsaved.reload', { history: (chunks) => `<history>${chunks}</history>` })
  const body = `<h1>${escape(fileName)}</h1>
<div class="notice" role="alert">
<h2>${escape(t(isAccountGone ? 'unsaved.goneTitle' : 'unsaved.title'))}</h2>
<p>${escape(t(isAccountGone ? 'unsaved.goneNotice' : 'unsaved.notice'))}</p>
<p>${escape(t(isAccountGone ? 'unsaved.goneAdvice' : 'unsaved.advice'))}</p>
</div>
<a class="button" href="${escape(fileAddress(unsaved.xml))}" download="${escape(fileName)}">${escape(t('unsaved.download', { file: fileName }))}</a>
<p class="quiet">${escape(t('unsaved.byHand'))}</p>
${unsavedFields.map((one) => renderField(unsaved[one.field], one, labels(one.field))).join('\n')}
${isAccountGone ? '' : `<p class="quiet">${linked(history, 'history', '/settings')}</p>`}`
  return renderPage({ title: fileName, nonce, body, voice })
}

/** The database is away before anything was sent: the address stays as it is, and a reload hands it in. Pure. */
export function renderAwayPage(nonce: string, voice: Voice): string {
  const { t } = voice
  const title = t('away.title')
  const longer = t.markup('away.longer', { again: (chunks) => `<again>${chunks}</again>` })
  const body = `<h1>${escape(title)}</h1>
<p>${escape(t('away.unsent'))}</p>
<p class="quiet">${linked(longer, 'again', '/preauthenticate')}</p>`
  return renderPage({ title, nonce, body, voice })
}
