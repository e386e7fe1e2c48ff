import { getChainOfAccessToken } from './token-endpoint'
import { answerOrdered } from './ordered'
import type { Chain, Company, User } from './records'
import { jsonReply, textReply, type Reply } from './reply'
import type { Request } from './request'
import { getUser } from './store'
import type { World } from './world'

type Row = Record<string, unknown>

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** `GET /api/v1/current/Me` (facts: "Proof without harm"). */
export function handleMe(world: World, request: Request): Reply {
  return answerRest(world, request, 'me', (user, companies) => [
    {
      UserID: user.userId,
      UserName: user.userName,
      FullName: user.fullName,
      Email: user.userName,
      LanguageCode: 'en-GB',
      CurrentDivision: companies[0]?.code,
      DivisionCustomerName: companies[0]?.description,
    },
  ])
}

export function handleHrmDivisions(world: World, request: Request): Reply {
  return answerRest(world, request, 'hrm', (_user, companies) =>
    companies.map((company) => ({
      Code: company.code,
      Description: company.description,
      Country: 'NL',
      Currency: 'EUR',
      Status: 0,
    })),
  )
}

export function handleSystemDivisions(world: World, request: Request): Reply {
  return answerRest(world, request, 'system', (_user, companies) =>
    companies.map((company) => ({
      Code: company.code,
      Description: company.description,
      CustomerName: company.description,
      Main: company === companies[0],
    })),
  )
}

type RowsOf = (user: User, companies: Company[]) => Row[]

function answerRest(world: World, request: Request, endpoint: 'me' | 'hrm' | 'system', rowsOf: RowsOf): Reply {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const chain = getChainOfAccessToken(world, token)
  const { reply } = answerOrdered(world, endpoint, chain?.clientId ?? 'unknown', () => {
    const user = chain && getUser(chain.userName)
    if (!user) return restError(401, 'Unauthorized', { 'WWW-Authenticate': 'Bearer' })
    return answerRows(world, request, chain, user, rowsOf)
  })
  return reply
}

/** Only the companies chosen at consent exist for this token. UNKNOWN: what Exact answers for another division; 403 is a guess. */
function answerRows(world: World, request: Request, chain: Chain, user: User, rowsOf: RowsOf): Reply {
  const companies = user.companies.filter((company) => chain.divisions.includes(company.code))
  const { division } = request.params
  if (division !== undefined && !companies.some((company) => String(company.code) === division)) return restError(403, 'Forbidden')
  // Exact answers Atom XML to a client that does not ask for JSON (OData v2); a stub of it shows a forgotten header.
  if (!(request.headers.accept ?? '').includes('json')) {
    return { status: 200, headers: { 'Content-Type': 'application/atom+xml' }, body: '<feed xmlns="http://www.w3.org/2005/Atom"/>' }
  }
  const rows = rowsOf(user, companies).map((row) => select(row, request.query.get('$select')))
  return jsonReply(200, { d: { results: rows } }, rateLimitHeaders(world))
}

/** `$select`, loosely: unknown names are ignored, and nothing selected means everything. */
function select(row: Row, names: string | null): Row {
  if (!names) return row
  const wanted = names.split(',').map((name) => name.trim().toLowerCase())
  return Object.fromEntries(Object.entries(row).filter(([name]) => wanted.includes(name.toLowerCase())))
}

/** The headers count down but are not enforced: Exact's limit of 60 a minute would only make tests wait. */
function rateLimitHeaders(world: World): Record<string, string> {
  const now = world.clock.now()
  const { me, hrm, system } = world.counters.endpoints
  const calls = me.calls + hrm.calls + system.calls + 1
  const nextAfter = (spanMs: number) => String((Math.floor(now / spanMs) + 1) * spanMs)
  return {
    'X-RateLimit-Limit': '5000',
    'X-RateLimit-Remaining': String(Math.max(0, 5000 - calls)),
    'X-RateLimit-Reset': nextAfter(DAY_MS),
    'X-RateLimit-Minutely-Limit': '60',
    'X-RateLimit-Minutely-Remaining': String(60 - (calls % 60)),
    'X-RateLimit-Minutely-Reset': nextAfter(MINUTE_MS),
  }
}

function restError(status: number, message: string, headers: Record<string, string> = {}): Reply {
  return jsonReply(status, { error: { code: '', message: { lang: '', value: message } } }, headers)
}

/** Where the redirect presets lead. A client that comes here has followed a redirect with its secret in hand. */
export function handleElsewhere(world: World): Reply {
  world.counters.count('elsewhere', 200)
  return textReply(200, 'A token call must not be redirected.')
}
