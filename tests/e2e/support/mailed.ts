// A portal that sends mail, with an identity provider beside it where a test asks for one. One for each worker.
import { startIdentityProvider, type IdentityProvider } from '@/tests/support/identity-provider'
import { startMailServer, type MailServer } from '@/tests/support/mail-server'
import { quietPort } from '@/scripts/steps/ports.mjs'
import { startPortal, type PortalEnvironment, type RunningPortal } from '@/tests/support/portal'
import { openBackDoor, type BackDoor } from './members'
import { test as base } from './test'

export type Mailed = { portal: RunningPortal; mails: MailServer; backDoor: BackDoor }

async function startMailed(environment: PortalEnvironment, port?: number): Promise<Mailed> {
  const mails = await startMailServer()
  // The sandbox is never asked here; its country is what the back door's files are of.
  const own = { SMTP_URL: mails.url, MAIL_FROM: 'Preauth Portal <portal@portal.test>', SANDBOX_URL: 'http://localhost:9' }
  const settings = { ...own, ...environment }
  const portal = await startPortal({ environment: settings, port })
  return { portal, mails, backDoor: openBackDoor(portal.environment) }
}

async function stop({ portal, mails, backDoor }: Mailed): Promise<void> {
  await backDoor.stop()
  await portal.stop()
  await mails.close()
}

export const test = base.extend<object, { mailed: Mailed }>({
  mailed: [
    async ({}, provide) => {
      const mailed = await startMailed({})
      await provide(mailed)
      await stop(mailed)
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})

/** Runs `work` with a portal of its own settings. */
export async function withMailed(environment: PortalEnvironment, work: (mailed: Mailed) => Promise<void>): Promise<void> {
  const mailed = await startMailed(environment)
  try {
    await work(mailed)
  } finally {
    await stop(mailed)
  }
}

/** Runs `work` with a portal that signs on with a provider of its own. */
export async function withProvider(
  environment: PortalEnvironment,
  work: (mailed: Mailed, provider: IdentityProvider) => Promise<void>,
): Promise<void> {
  const port = await quietPort()
  const provider = await startIdentityProvider({ redirectUri: `http://localhost:${port}/sign-on/callback` })
  const { issuer, clientId, clientSecret } = provider
  const settings = { SSO_ISSUER: issuer, SSO_CLIENT_ID: clientId, SSO_CLIENT_SECRET: clientSecret, SSO_NAME: 'Kantoor ID', ...environment }
  const mailed = await startMailed({ SSO_DOMAINS: 'kantoor.test', ...settings }, port)
  try {
    await work(mailed, provider)
  } finally {
    await stop(mailed)
    await provider.close()
  }
}

/** The link of a mail, as its reader would press it. */
export function linkIn({ text }: { text?: string }): string {
  const [link] = /http:\/\/localhost:\d+\/(join|reset|change-email)\/[\w-]{43}/.exec(text ?? '') ?? []
  if (!link) throw new Error(`There is no link in this mail:\n${text}`)
  return link
}
