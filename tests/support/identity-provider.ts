// A real OpenID Connect provider on this machine, that can be told to lie (tests/support/identity-lies.ts).
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { EventEmitter } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'
import { tell, type Lie, type Truth } from './identity-lies'
import { answerPage } from './identity-page'

/** `email: null`: the provider says none. `emailVerified` and `edov` (Entra ID's `xms_edov`) are said as they are given; undefined: not at all. */
export type IdentityAccount = { subject: string; name: string; email: string | null; emailVerified?: unknown; edov?: unknown }

export type IdentityProvider = {
  issuer: string
  clientId: string
  clientSecret: string
  /** From now on; without any, the truth again. */
  lie(...told: Lie[]): void
  /** Who the next press logs in. What is not given stays as it was. */
  setAccount(changes: Partial<IdentityAccount>): void
  /** A new signing key in place of the old one, without notice; under the same id, where it is given. */
  replaceKey(keyId?: string): void
  /** How often an endpoint was asked: `/token`, `/me`, `/jwks`, `/.well-known/openid-configuration`. */
  calls(path: string): number
  close(): Promise<void>
}

export type IdentityProviderOptions = {
  /** As the portal has it: `${PORTAL_URL}/sign-on/callback`. */
  redirectUri: string
  clientAuthentication?: 'client_secret_basic' | 'client_secret_post'
  clientSecret?: string
  /** The userinfo endpoint answers with a signed token. */
  signedUserInfo?: boolean
  account?: Partial<IdentityAccount>
}

const mila: IdentityAccount = { subject: 'mila-1', name: 'Mila Jansen', email: 'mila@kantoor.test', emailVerified: true }
const lifeSeconds = 600
const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

function claimsOf({ subject, name, email, emailVerified, edov }: IdentityAccount) {
  const claims = { sub: subject, name, email: email ?? undefined, email_verified: emailVerified, xms_edov: edov }
  return JSON.parse(JSON.stringify(claims)) as { sub: string }
}

type Making = Required<Pick<IdentityProviderOptions, 'redirectUri' | 'clientAuthentication' | 'signedUserInfo'>> & {
  truth: Truth
  accounts: Map<string, IdentityAccount>
}

function configure({ redirectUri, clientAuthentication, signedUserInfo, truth, accounts }: Making): Configuration {
  const { clientId, clientSecret, key, keyId } = truth
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: clientAuthentication,
        require_auth_time: true,
        ...(signedUserInfo && { userinfo_signed_response_alg: 'RS256' }),
      },
    ],
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: keyId, alg: 'RS256', use: 'sig' }] },
    clientAuthMethods: [clientAuthentication],
    claims: { openid: ['sub'], email: ['email', 'email_verified', 'xms_edov'], profile: ['name'] },
    // Off, the ID token itself tells of the person, as with Google and Entra ID.
    conformIdTokenClaims: false,
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: signedUserInfo } },
    ttl: {
      AccessToken: lifeSeconds,
      AuthorizationCode: 60,
      Grant: lifeSeconds,
      IdToken: lifeSeconds,
      Interaction: lifeSeconds,
      Session: lifeSeconds,
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, subject) => {
      const account = accounts.get(subject)
      return account && { accountId: subject, claims: () => claimsOf(account) }
    },
    // Nobody is asked whether the portal may know: an organisation has said so for its people.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    renderError: (ctx, { error, error_description: description }) => {
      ctx.type = 'text'
      ctx.body = `${error}: ${description}`
    },
  }
}

/** Lets the provider answer, and says something else in its place where it was told to. */
function alter(response: ServerResponse, path: string, told: () => readonly Lie[], truth: Truth): void {
  const end = response.end.bind(response)
  response.end = ((chunk?: string | Buffer) => {
    const answer = { status: response.statusCode, type: String(response.getHeader('content-type') ?? ''), body: String(chunk ?? '') }
    const said = tell(path, answer, told(), truth)
    if (!said) return response
    response.statusCode = said.status
    response.setHeader('content-type', said.type)
    response.setHeader('content-length', Buffer.byteLength(said.body))
    return end(said.body)
  }) as ServerResponse['end']
}

export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const { redirectUri, clientAuthentication = 'client_secret_post', signedUserInfo = false } = options
  const { clientSecret = randomBytes(24).toString('base64url') } = options
  let truth: Truth = { clientId: 'preauth-portal', clientSecret, key: newKey(), keyId: 'current' }
  let account: IdentityAccount = { ...mila, ...options.account }
  let told: readonly Lie[] = []
  const accounts = new Map([[account.subject, account]])
  const counts = new Map<string, number>()

  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  function stand() {
    const provider = new Provider(issuer, configure({ redirectUri, clientAuthentication, signedUserInfo, truth, accounts }))
    // Whoever was told nothing hangs up.
    const hearsErrors = provider as unknown as EventEmitter
    hearsErrors.on('error', (error: Error & { code?: string }) => error.code === 'ECONNRESET' || console.error(error))
    return { provider, answer: provider.callback() }
  }
  let standing = stand()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const [path = ''] = (request.url ?? '').split('?')
    counts.set(path, (counts.get(path) ?? 0) + 1)
    const { provider, answer } = standing
    if (path.startsWith('/interaction/')) return void answerPage(provider, account, request, response)
    if (!path.startsWith('/auth')) alter(response, path, () => told, truth)
    void answer(request, response)
  })

  return {
    issuer,
    clientId: truth.clientId,
    clientSecret,
    lie: (...next) => void (told = next),
    setAccount(changes) {
      account = { ...account, ...changes }
      accounts.set(account.subject, account)
    },
    replaceKey(keyId = randomBytes(6).toString('hex')) {
      truth = { ...truth, key: newKey(), keyId }
      standing = stand()
    },
    calls: (path) => counts.get(path) ?? 0,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
