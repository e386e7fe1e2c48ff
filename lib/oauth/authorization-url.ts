/** What the authorization request says (RFC 6749, 4.1.1). `parameters`: the platform's constants, as `force_login`. */
export type AuthorizationRequest = {
  authorizeUrl: string
  clientId: string
  redirectUri: string
  state: string
  parameters: Record<string, string>
}

/** Pure. PKCE is off: Exact Online shows no trace of it (facts/exact-online.md), so `state` is the guard against forged answers. */
export function buildAuthorizationUrl({ authorizeUrl, clientId, redirectUri, state, parameters }: AuthorizationRequest): string {
  const url = new URL(authorizeUrl)
  const query = { client_id: clientId, redirect_uri: redirectUri, response_type: 'code', ...parameters, state }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}
