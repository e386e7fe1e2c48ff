import { PORTAL_CALLBACK_APP } from './seeds'

/** What was received, with the location a browser would go to next. */
export type Page = { status: number; location: string | null; text: string; headers: Headers }

export type AuthorizationQuery = Record<string, string>

/**
 * A browser without JavaScript, for tests: it keeps cookies, stops at every redirect, and sends a page's form with its hidden fields.
 * Tests of the portal use it too, to play the user at Exact's pages.
 */
export class Visitor {
  private readonly cookies = new Map<string, string>()

  constructor(readonly baseUrl: string) {}

  async open(path: string, init: RequestInit = {}): Promise<Page> {
    const url = new URL(path, this.baseUrl)
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, ...(cookie && { cookie }) } })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      this.cookies.set(name, value)
    }
    return { status: response.status, location: response.headers.get('location'), text: await response.text(), headers: response.headers }
  }

  /** Follows redirects as long as they stay on the sandbox. */
  async follow(page: Page): Promise<Page> {
    let current = page
    while (current.location && new URL(current.location, this.baseUrl).origin === new URL(this.baseUrl).origin) {
      current = await this.open(current.location)
    }
    return current
  }

  /** Sends the page's last form whose action is `action`, with its hidden fields and these. */
  submit(page: Page, action: string, fields: [string, string][]): Promise<Page> {
    const form = page.text.split('<form ').findLast((part) => part.startsWith(`method="post" action="${action}"`)) ?? ''
    const markup = form.split('</form>')[0] ?? ''
    const hidden = [...markup.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]): [string, string] => [
      name ?? '',
      value ?? '',
    ])
    return this.open(action, { method: 'POST', body: new URLSearchParams([...hidden, ...fields]) })
  }

  async logIn(page: Page, user: string, password = 'sandbox'): Promise<Page> {
    return this.follow(
      await this.submit(page, '/login', [
        ['user', user],
        ['password', password],
      ]),
    )
  }

  /** From an authorization URL (or the query of one) to the consent page. */
  async reachConsent(query: string | AuthorizationQuery, user: string = PORTAL_CALLBACK_APP.owner): Promise<Page> {
    const path = typeof query === 'string' ? query : `/api/oauth2/auth?${new URLSearchParams(query)}`
    const page = await this.follow(await this.open(path))
    return page.text.includes('action="/login"') ? this.logIn(page, user) : page
  }

  /** Presses "Allow" or "Deny"; the location is the return URL. */
  decide(consent: Page, decision: 'allow' | 'deny', divisions?: number[]): Promise<Page> {
    const offered = [...consent.text.matchAll(/name="division" value="(\d+)"/g)].map((match) => Number(match[1]))
    const chosen = (divisions ?? offered).map((code): [string, string] => ['division', String(code)])
    return this.submit(consent, '/consent', [...chosen, ['decision', decision]])
  }
}
