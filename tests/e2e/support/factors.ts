import type { Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'

/** As a phone or a laptop would have it: keys that prove the presence and the finger of their owner. */
export async function addAuthenticator(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  } as const
  await client.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, automaticPresenceSimulation: true } })
}

/** The six digits that an app would show, `steps` times 30 seconds from now. */
export const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

/** The key that an app is told, from the page that shows it. */
export const shownSecret = async (page: Page) => (await page.locator('#totp-secret').innerText()).replaceAll(' ', '')
