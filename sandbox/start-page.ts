import { html } from './html'
import { renderPage } from './page'
import type { Reply } from './reply'
import { t } from './texts'

export function handleStartPage(): Reply {
  return renderPage(
    'Sandbox',
    html`
<p>${t('start.what')}</p>
<ul class="choices">
<li><a href="/app-center">App Center</a> <span>${t('start.center')}</span></li>
<li><a href="/control">Control</a> <span>${t('start.control')}</span></li>
</ul>`,
  )
}
