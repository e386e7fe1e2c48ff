import { html, type Html } from './html'
import { htmlReply, type PageError, type Reply } from './reply'
import { currentLanguage, languageAddress, LANGUAGES, type Language } from './language'
import { t } from './texts'

/** The frame of every page, error pages included: the sandbox always says that it is one. */
export function renderPage(title: string, content: Html, options: { status?: number; nav?: Html; wide?: boolean } = {}): Reply {
  return htmlReply(
    options.status ?? 200,
    html`<!DOCTYPE html>
<html lang="${currentLanguage()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Sandbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/sandbox.css">
<script src="/assets/copy.js" defer></script>
</head>
<body>
<header><p class="banner"><strong>Sandbox</strong> ${t('banner')}</p>
<div class="bar"><a class="home" href="/">Online Business</a>${options.nav}</div></header>
<main class="${options.wide ? 'wide' : 'narrow'}">
<h1>${title}</h1>
${content}
</main>
<footer><p>${t('footer')}</p>${languageSwitch()}</footer>
</body>
</html>
`,
  )
}

/** Links, so that it works without JavaScript; none where a page can't be asked for again. */
function languageSwitch(): Html {
  if (languageAddress('en') === null) return html``
  const links = Object.entries(LANGUAGES).map(([code, name]) => {
    if (code === currentLanguage()) return html`<span lang="${code}" aria-current="true">${name}</span> `
    return html`<a href="${languageAddress(code as Language)}" lang="${code}" hreflang="${code}">${name}</a> `
  })
  return html`<nav class="languages" aria-label="${t('language')}">${links}</nav>`
}

export function renderError(error: Pick<PageError, 'status' | 'title' | 'message'>): Reply {
  return renderPage(error.title, html`<p>${error.message}</p><p><a href="/">${t('toStart')}</a></p>`, { status: error.status })
}

export function csrfField(csrf: string): Html {
  return html`<input type="hidden" name="csrf" value="${csrf}">`
}

/** A labelled text field. `error` is read out with the field, not beside it. */
export function textField(field: {
  name: string
  label: string
  value?: string
  type?: string
  hint?: string
  error?: string
  autocomplete?: string
  required?: boolean
}): Html {
  const hintId = field.hint && `${field.name}-hint`
  const errorId = field.error && `${field.name}-error`
  const describedBy = [errorId, hintId].filter(Boolean).join(' ')
  return html`<div class="field">
<label for="${field.name}">${field.label}</label>
${hintId && html`<p class="hint" id="${hintId}">${field.hint}</p>`}
${errorId && html`<p class="error" id="${errorId}">${field.error}</p>`}
<input id="${field.name}" name="${field.name}" type="${field.type ?? 'text'}" value="${field.value}"
 ${field.autocomplete ? html`autocomplete="${field.autocomplete}"` : html`autocomplete="off"`}
 ${field.required !== false && html`required`} ${describedBy && html`aria-describedby="${describedBy}"`}
 ${field.error && html`aria-invalid="true"`}>
</div>`
}
