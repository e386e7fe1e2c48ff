import type { App, Records, User } from './records'

/** The accounts and apps of every fresh sandbox. Nothing here was ever used anywhere: the names, GUIDs and secrets are made up. */
export const USERS: readonly User[] = [
  {
    userName: 'zoe@bakkerij-de-ster.test',
    password: 'sandbox',
    fullName: 'Zoë van der Berg',
    userId: '6f1d0c52-8f0e-4b57-9a63-2f4f6f0c7a01',
    companies: [
      { code: 7095, description: 'Bakkerij De Ster B.V.' },
      { code: 7096, description: 'De Ster Holding B.V.' },
      { code: 7101, description: 'Ster Vastgoed <& Zn.>' },
    ],
  },
  {
    userName: 'luc@garage-noord.test',
    password: 'sandbox',
    fullName: 'Luc Peeters',
    userId: 'b2a94c1e-35d7-4e0a-8c19-51c7e8d3f402',
    companies: [{ code: 8201, description: 'Garage Noord NV' }],
  },
]

/** The redirect URI Invantive's users register when the portal's own is not the app's (facts: "Ready-made addresses"). */
export const DEVIATING_REDIRECT_URI = 'https://clientredirect.invantive.com'

/** The seeded apps; the first one's redirect URI is the portal's own and follows its address. */
export const PORTAL_CALLBACK_APP = {
  clientId: '3c5e7a90-1b2d-4f68-a0c4-d8e6f2b41001',
  clientSecret: 'Qw7RtY2uPzL9',
  name: 'Portal callback',
  owner: 'zoe@bakkerij-de-ster.test',
  country: 'nl',
} as const
export const DEVIATING_REDIRECT_APP = {
  clientId: '3c5e7a90-1b2d-4f68-a0c4-d8e6f2b41002',
  clientSecret: 'mK4vXc8sBn3Hd',
  name: 'Deviating redirect',
  redirectUri: DEVIATING_REDIRECT_URI,
  owner: 'zoe@bakkerij-de-ster.test',
  country: 'nl',
} as const
export const GARAGE_EXPORT_APP = {
  clientId: '9d8b6c40-72e1-4a3f-b5d9-0c1e2a3f2001',
  clientSecret: 'Jf6gTa1yWe5Zo',
  name: 'Garage export',
  redirectUri: DEVIATING_REDIRECT_URI,
  owner: 'luc@garage-noord.test',
  country: 'be',
} as const

function seedApps(portalUrl: string): App[] {
  const portalCallback = { ...PORTAL_CALLBACK_APP, redirectUri: `${portalUrl}/callback/exact-online` }
  return [portalCallback, { ...DEVIATING_REDIRECT_APP }, { ...GARAGE_EXPORT_APP }]
}

export function seedRecords(portalUrl: string): Records {
  return { apps: seedApps(portalUrl), codes: [], chains: [], refreshTokens: [], accessTokens: [] }
}

/** A kept state file may come from a portal on another port; the seeded app follows the portal unless a person edited its path. */
export function followPortal(apps: App[], portalUrl: string): void {
  const app = apps.find((candidate) => candidate.clientId === PORTAL_CALLBACK_APP.clientId)
  if (app?.redirectUri.endsWith('/callback/exact-online')) app.redirectUri = `${portalUrl}/callback/exact-online`
}
