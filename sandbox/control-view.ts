import { describeState } from './control-state'
import { ENDPOINTS } from './counters'
import { html, type Html } from './html'
import { ORDERABLE } from './orders'
import { csrfField, renderPage } from './page'
import { PRESETS } from './presets'
import { RESETS, type Reply } from './reply'
import type { Session } from './sessions'
import { TRANSFORMS } from './transforms'
import type { World } from './world'

const STEPS: [minutes: number, label: string][] = [
  [-60, 'Back 1 hour'],
  [3, '3 minutes on'],
  [10, '10 minutes on'],
  [60, '1 hour on'],
  [1440, '1 day on'],
  [43_200, '30 days on'],
]

export function renderControl(world: World, session: Session, error?: string, fields = new URLSearchParams()): Reply {
  const csrf = csrfField(session.csrf)
  return renderPage(
    'Control',
    html`
${error && html`<p class="notice bad" role="alert">${error}</p>`}
${renderClock(world, csrf)}
${renderOrderForm(csrf, fields)}
${renderCounts(world)}
<section><h2>Start afresh</h2><p>Back to the seeded accounts and apps: no consents, tokens, counts, orders or log-ins.</p>
<form method="post" action="/control/page/reset">${csrf}<button class="plain">Reset everything</button></form></section>`,
    { wide: true, status: error ? 400 : 200 },
  )
}

function renderClock(world: World, csrf: Html): Html {
  return html`<section><h2>Clock</h2>
<p>It is <strong>${new Date(world.clock.now()).toISOString().replace('T', ' ').slice(0, 19)} UTC</strong> here,
${Math.round(world.clock.offsetMs() / 1000)} seconds from real time.</p>
<form method="post" action="/control/page/clock" class="buttons">${csrf}
${STEPS.map(([minutes, label]) => html`<button class="plain" name="step" value="${minutes}">${label}</button>`)}
<button class="plain" name="step" value="reset">Real time</button></form>
<form method="post" action="/control/page/clock" class="row">${csrf}
<div class="field"><label for="minutes">Minutes to move</label><input id="minutes" name="minutes" type="number" value="1" required></div>
<button>Move clock</button></form></section>`
}

function renderOrderForm(csrf: Html, fields: URLSearchParams): Html {
  const select = (name: string, label: string, options: readonly string[], none?: string) => html`<div class="field">
<label for="${name}">${label}</label><select id="${name}" name="${name}">${none && html`<option value="">${none}</option>`}
${options.map((option) => html`<option ${fields.get(name) === option && html`selected`}>${option}</option>`)}</select></div>`
  const number = (name: string, label: string, value = '') => html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="number" min="0" value="${fields.get(name) ?? value}"></div>`
  const area = (name: string, label: string) => html`<div class="field"><label for="${name}">${label}</label>
<textarea id="${name}" name="${name}" rows="3" spellcheck="false">${fields.get(name)}</textarea></div>`
  return html`<section><h2>Next answer</h2>
<p>Choose a ready-made answer, or fill in your own. Without a ready-made answer, a status or a body the real answer is sent,
altered, late or cut off.</p>
<form method="post" action="/control/page/order">${csrf}<div class="grid">
${select('endpoint', 'Endpoint', ORDERABLE)}${number('count', 'Number of calls', '1')}
${select('preset', 'Ready-made answer', Object.keys(PRESETS), 'None')}${select('transform', 'Alteration', TRANSFORMS, 'None')}
${number('status', 'Status')}${number('repeatBody', 'Times to repeat the body')}
${number('delayMs', 'Delay in ms')}${number('bytesPerSecond', 'Bytes per second')}
${select('reset', 'Cut off', RESETS, 'No')}</div>
${area('headers', 'Headers, one a line')}${area('body', 'Body')}
<button>Order answer</button></form></section>`
}

function renderCounts(world: World): Html {
  const state = describeState(world)
  const row = (cells: (string | number)[]) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`
  const table = (heads: string[], rows: Html[]) => html`<div class="scroll" tabindex="0"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`
  return html`<section><h2>Waiting answers</h2>${
    state.orders.length === 0
      ? html`<p>None.</p>`
      : table(
          ['Endpoint', 'Answer', 'Calls left'],
          state.orders.map((order) => row([order.endpoint, order.order, order.remaining])),
        )
  }</section>
<section><h2>Calls</h2>
${table(
  ['Endpoint', 'Calls', 'Errors'],
  ENDPOINTS.map((name) => row([name, state.calls[name] ?? 0, state.errors[name] ?? 0])),
)}
<p>Refresh tokens that are alive: <strong>${state.validRefreshTokens}</strong></p></section>
<section><h2>Last token calls</h2>${
    state.lastTokenCalls.length === 0
      ? html`<p>None yet.</p>`
      : table(
          ['At', 'Client ID', 'Grant', 'Status', 'Error', 'Ordered'],
          state.lastTokenCalls.map((call) =>
            row([call.at.slice(0, 19).replace('T', ' '), call.clientId, call.grantType, call.status, call.error, call.order]),
          ),
        )
  }</section>`
}
