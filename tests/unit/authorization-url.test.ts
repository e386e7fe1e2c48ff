import { expect, test } from 'vitest'
import { buildAuthorizationUrl } from '@/lib/oauth/authorization-url'

const request = {
  authorizeUrl: 'https://start.exactonline.nl/api/oauth2/auth',
  clientId: '{3c5e7a90-1b2d-4f68-a0c4-d8e6f2b49999}',
  redirectUri: 'https://portal.test/back?a=1&b=ü#c',
  state: 'a+b/c= d&e',
  parameters: { force_login: '1' },
}

test('every value comes back as it was, once each', () => {
  const url = new URL(buildAuthorizationUrl(request))
  expect(url.origin + url.pathname).toBe(request.authorizeUrl)
  expect(url.hash).toBe('')
  expect([...url.searchParams]).toEqual([
    ['client_id', request.clientId],
    ['redirect_uri', request.redirectUri],
    ['response_type', 'code'],
    ['force_login', '1'],
    ['state', request.state],
  ])
})

test('no constant of a platform takes the place of the state', () => {
  const url = new URL(buildAuthorizationUrl({ ...request, parameters: { state: 'fixed' } }))
  expect(url.searchParams.getAll('state')).toEqual([request.state])
})

test('a query of the authorization address itself stays', () => {
  const url = new URL(buildAuthorizationUrl({ ...request, authorizeUrl: 'https://idp.test/auth?tenant=1' }))
  expect(url.searchParams.get('tenant')).toBe('1')
  expect(url.searchParams.get('client_id')).toBe(request.clientId)
})
