import { fileAddress, unsavedAdvice, unsavedFields, unsavedNotice, unsavedTitle } from '@/components/unsaved-words'
import type { Unsaved } from '@/lib/attempt-outcome'

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

type Page = { title: string; nonce: string; body: string }

const renderPage = ({ title, nonce, body }: Page) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escape(title)} · Preauth Portal</title>
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
const renderField = (value: string, { field, label, rows }: (typeof unsavedFields)[number]) => `<div class="field">
<label for="${field}">${label}</label>
<textarea id="${field}" rows="${rows}" readonly autocomplete="off" spellcheck="false">
${escape(value)}</textarea>
</div>`

/** The result that could not be saved, as a page without session, database or script. Pure. */
export function renderUnsavedPage(unsaved: Unsaved, nonce: string): string {
  const fileName = `settings-${unsaved.name}.xml`
  const body = `<h1>${escape(fileName)}</h1>
<div class="notice" role="alert">
<h2>${unsavedTitle}</h2>
<p>${escape(unsavedNotice)}</p>
<p>${escape(unsavedAdvice)}</p>
</div>
<a class="button" href="${escape(fileAddress(unsaved.xml))}" download="${escape(fileName)}">Download ${escape(fileName)}</a>
<p class="quiet">To copy a field: click into it, press Ctrl+A and Ctrl+C (on a Mac ⌘A and ⌘C); on a phone, hold a finger on it and choose Select all.</p>
${unsavedFields.map((one) => renderField(unsaved[one.field], one)).join('\n')}
<p class="quiet">Reloading this page sends nothing again. Look at <a href="/settings">the settings history</a> in a minute or two.</p>`
  return renderPage({ title: fileName, nonce, body })
}

/** The database is away before anything was sent: the address stays as it is, and a reload hands it in. Pure. */
export function renderAwayPage(nonce: string): string {
  const body = `<h1>The portal can not reach its database</h1>
<p>Nothing was sent to Exact Online, and the code in the address of this page is not spent. It lives three minutes: reload this page in a moment.</p>
<p class="quiet">If it takes longer, go to <a href="/preauthenticate">Preauthenticate</a> and begin again, or tell the operator of this portal.</p>`
  return renderPage({ title: 'The portal can not reach its database', nonce, body })
}
