/** What the sandbox remembers. Times are epoch milliseconds of the sandbox's clock. */
export type Company = { code: number; description: string }

export type User = { userName: string; password: string; fullName: string; userId: string; companies: Company[] }

export type App = {
  clientId: string
  clientSecret: string
  name: string
  redirectUri: string
  /** The user name of the account that registered it. */
  owner: string
  country: string
}

export type AuthorizationCode = {
  code: string
  clientId: string
  userName: string
  redirectUri: string
  chainId: string
  issuedAt: number
  used: boolean
}

/** One consent of one user to one app, and every refresh token that followed from it (facts: "one live chain per client ID and user"). */
export type Chain = {
  id: string
  clientId: string
  userName: string
  divisions: number[]
  lastAccessAt: number | null
  /** A newer authorization of the same user with the same app killed it. */
  obsolete: boolean
}

export type RefreshToken = { token: string; chainId: string; issuedAt: number; spent: boolean }

export type AccessToken = { token: string; chainId: string; issuedAt: number }

export type Records = {
  apps: App[]
  codes: AuthorizationCode[]
  chains: Chain[]
  refreshTokens: RefreshToken[]
  accessTokens: AccessToken[]
}
