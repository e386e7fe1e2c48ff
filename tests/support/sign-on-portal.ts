// The portal's side of a sign-on at a stand-in provider, as new as after a start: nothing of the provider is known yet.
import { vi } from 'vitest'
import type { SignOnDetail } from '@/lib/sign-on/schema'
import { openBrowser, type Browser } from './identity-page'
import type { IdentityProvider } from './identity-provider'

export const portalUrl = 'http://localhost:3000'
export const redirectUri = `${portalUrl}/sign-on/callback`

export async function openPortal({ issuer, clientId, clientSecret }: Pick<IdentityProvider, 'issuer' | 'clientId' | 'clientSecret'>) {
  vi.resetModules()
  const settings = { SSO_ISSUER: issuer, SSO_CLIENT_ID: clientId, SSO_CLIENT_SECRET: clientSecret }
  Object.assign(process.env, { PORTAL_URL: portalUrl, LOG_LEVEL: 'silent', ...settings })
  const { beginSignOn } = await import('@/lib/sign-on/authorization')
  const { finishSignOn } = await import('@/lib/sign-on/answer')
  const { log } = await import('@/lib/log.mjs')

  /** To the address that the provider sends the browser back to. */
  async function comeBack(
    wish: Parameters<typeof beginSignOn>[0] = {},
    { browser = openBrowser(), press }: { browser?: Browser; press?: 'log-in' | 'refuse' } = {},
  ): Promise<{ callback: URL; detail: SignOnDetail }> {
    const begun = await beginSignOn(wish)
    if (!begun.ok) throw new Error(`Not begun: ${begun.failure}`)
    return { callback: await browser.follow(begun.url, press), detail: begun.detail }
  }

  async function signOn(...how: Parameters<typeof comeBack>) {
    const { callback, detail } = await comeBack(...how)
    return finishSignOn(callback, detail, new Date())
  }

  return { beginSignOn, finishSignOn, comeBack, signOn, log }
}

export type SignOnPortal = Awaited<ReturnType<typeof openPortal>>
