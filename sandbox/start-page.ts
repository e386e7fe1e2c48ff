import { html } from './html'
import { renderPage } from './page'
import type { Reply } from './reply'

export function handleStartPage(): Reply {
  return renderPage(
    'Sandbox',
    html`
<p>This server acts out Exact Online, so that Preauth Portal can be tried without an account there.
It has an App Center with app registrations, a log-in and a consent page, and the token endpoint with Exact's lives, limits and errors.
Everything in it is made up and nothing leaves this computer.</p>
<ul class="choices">
<li><a href="/app-center">App Center</a> <span>Look up the client ID, client secret and redirect URI of an app.</span></li>
<li><a href="/control">Control</a> <span>Set the clock, order the next answer, see the last calls.</span></li>
</ul>`,
  )
}
