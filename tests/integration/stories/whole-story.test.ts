import { XMLParser } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { getAttempt } from '@/lib/attempts/store'
import { getSettingsFile, openSettingsField } from '@/lib/history/store'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { Visitor } from '@/sandbox/visitor'
import { readConnectionString } from '../../support/net-connection-string'
import {
  begin,
  deviatingRedirectUri,
  liveRefreshTokens,
  newApp,
  newUser,
  nothingSealed,
  ownRedirectUri,
  sealedColumns,
  settingsIdOf,
  tokenCalls,
} from './story'

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseAttributeValue: false })

async function refresh(clientId: string, clientSecret: string, refreshToken: string) {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
    client_secret: clientSecret,
  })
  return fetch(`${sandbox.url}/api/oauth2/token`, { method: 'POST', body })
}

test.each([
  ['the portal’s own redirect URI', ownRedirectUri],
  ['a deviating redirect URI', deviatingRedirectUri],
  ['a redirect URI with a query of its own', 'https://portal.test/back?a=1%20b&c'],
])('over %s: log in, allow, and the settings stand in the history', async (_, redirectUri) => {
  sandbox.world.reset()
  const user = await newUser()
  const app = await newApp(redirectUri)
  const { attempt, authorizationUrl } = await begin(user, app, { settingsName: 'Bakkerij De Ster' })
  const visitor = new Visitor(sandbox.url)
  const returned = await visitor.decide(await visitor.reachConsent(authorizationUrl), 'allow')
  const returnUrl = returned.location ?? ''
  expect(returnUrl.startsWith(redirectUri)).toBe(true)

  const outcome = await exchangeReturnUrl(user, attempt, returnUrl)
  expect(outcome).toEqual({ ok: true, settingsId: expect.any(String) })
  const settingsId = settingsIdOf(outcome)
  expect(tokenCalls()).toBe(1)
  expect(await getSettingsFile(user, settingsId)).toMatchObject({
    fileName: 'settings-Bakkerij De Ster.xml',
    version: 1,
    platform: 'exact-online',
    country: 'sandbox',
    clientId: app.clientId,
    redirectUri,
    authorisedBy: 'Zoë van der Berg',
    authorisedUser: 'zoe@bakkerij-de-ster.test',
    proofFailure: null,
    companies: [
      { code: '7095', name: 'Bakkerij De Ster B.V.' },
      { code: '7096', name: 'De Ster Holding B.V.' },
      { code: '7101', name: 'Ster Vastgoed <& Zn.>' },
    ],
  })
  expect(await getAttempt(user, attempt.id)).toMatchObject({ status: 'done', failure: null, settingsFile: { id: settingsId } })
  expect(await sealedColumns(attempt.id)).toEqual(nothingSealed)

  const [issued] = liveRefreshTokens(app.clientId)
  expect(await openSettingsField(user, settingsId, 'refreshToken')).toBe(issued)
  const xml = await openSettingsField(user, settingsId, 'xml')
  const { settings } = parser.parse(xml ?? '')
  expect(settings.group.name).toBe('Bakkerij De Ster')
  const { connectionString } = settings.group.connection.database
  const pairs = readConnectionString(connectionString)
  expect(pairs).toEqual([
    ['api-url', sandbox.url],
    ['api-client-id', app.clientId],
    ['api-client-secret', app.clientSecret],
    ['api-redirect-url', redirectUri],
    ['api-refresh-token', issued],
  ])
  expect(await openSettingsField(user, settingsId, 'encryptStatement')).toBe(`local encrypt "${connectionString.replaceAll('"', '""')}"`)

  sandbox.world.clock.advance(600_000)
  const refreshed = await refresh(app.clientId, app.clientSecret, Object.fromEntries(pairs)['api-refresh-token'] ?? '')
  expect(refreshed.status).toBe(200)
})

test('the way to the provider asks for exactly what Exact Online documents', async () => {
  const user = await newUser()
  const app = await newApp()
  const url = new URL((await begin(user, app)).authorizationUrl)
  expect(url.origin + url.pathname).toBe(`${sandbox.url}/api/oauth2/auth`)
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: app.clientId,
    redirect_uri: app.redirectUri,
    response_type: 'code',
    force_login: '1',
    state: expect.stringMatching(/^[\w-]{43}$/),
  })
})

test('a denial ends the attempt, is told as one, and asks the provider for nothing', async () => {
  sandbox.world.reset()
  const user = await newUser()
  const { attempt, authorizationUrl } = await begin(user, await newApp())
  const visitor = new Visitor(sandbox.url)
  const denied = await visitor.decide(await visitor.reachConsent(authorizationUrl), 'deny')
  expect(await exchangeReturnUrl(user, attempt, denied.location ?? '')).toEqual({
    ok: false,
    failure: 'denied',
    isOver: expect.any(Boolean),
  })
  expect(await getAttempt(user, attempt.id)).toMatchObject({ status: 'failed', failure: 'denied', failureDetail: 'access_denied' })
  expect(await sealedColumns(attempt.id)).toEqual(nothingSealed)
  expect(tokenCalls()).toBe(0)
})
