// The one page of the stand-in identity provider: a press logs in, another refuses. And a browser that presses it, for tests without one.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'

export const refuseLabel = 'Refuse'
export const logInLabel = (name: string) => `Log in as ${name}`

const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const button = (action: string, label: string) =>
  `<form method="post" action="${action}"><button type="submit">${escape(label)}</button></form>`

const page = (path: string, name: string) => `<!doctype html>
<html lang="en">
  <head><title>Stand-in identity provider</title></head>
  <body>
    <h1>Stand-in identity provider</h1>
    ${button(`${path}/log-in`, logInLabel(name))}
    ${button(`${path}/refuse`, refuseLabel)}
  </body>
</html>`

/** `/interaction/<id>`, and below it the two presses. */
export async function answerPage(
  provider: Provider,
  account: { subject: string; name: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, path = '', press] = /^(\/interaction\/[\w-]+)(?:\/(log-in|refuse))?$/.exec(request.url ?? '') ?? []
  if (request.method === 'POST' && press)
    return provider.interactionFinished(
      request,
      response,
      press === 'refuse'
        ? { error: 'access_denied', error_description: 'canary of the provider' }
        : { login: { accountId: account.subject } },
    )
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(page(path, account.name))
}

export type Browser = {
  /** From an authorization request to where the provider sends the browser. `press`: 'log-in' unless told otherwise. */
  follow(url: string, press?: 'log-in' | 'refuse'): Promise<URL>
  /** How often it was asked to press. */
  presses: number
}

const isPage = (url: URL) => url.pathname.startsWith('/interaction/')

/** Holds the provider's cookies, so that it can be logged in there already. */
export function openBrowser(): Browser {
  const cookies = new Map<string, string>()

  async function visit(url: URL, method = 'GET') {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { method, redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    return { location: response.headers.get('location'), status: response.status, text: await response.text() }
  }

  async function pressOn(url: URL, press: 'log-in' | 'refuse') {
    const { text } = await visit(url)
    const [, action = ''] = new RegExp(`<form method="post" action="([^"]+/${press})">`).exec(text) ?? []
    return visit(new URL(action, url), 'POST')
  }

  const browser: Browser = {
    presses: 0,
    async follow(start, press = 'log-in') {
      const first = new URL(start)
      for (let url = first, steps = 0; steps < 12; steps++) {
        if (url.origin !== first.origin) return url
        if (isPage(url)) browser.presses++
        const { location, status } = await (isPage(url) ? pressOn(url, press) : visit(url))
        if (!location) throw new Error(`The identity provider stopped at ${url.pathname} with ${status}`)
        url = new URL(location, url)
      }
      throw new Error('The identity provider went in circles')
    },
  }
  return browser
}
