import type { KeyOf, Messages } from '@/lib/i18n/texts'

type Parts = Messages['administration']['state']
type Part =
  'version' | 'database' | 'migrations' | 'spool' | 'kept' | 'keys' | 'mail' | 'wayOut' | 'signUp' | 'factor' | 'logIn' | 'sessions'
export type StateRow = { part: Part; tone: 'good' | 'warn' | 'bad'; says: KeyOf<Parts>; values?: Record<string, string | number> }

/** What was found. `null`: it could not be read. `elsewhere`: data keys that are not under the primary key. */
export type Facts = {
  version: string
  database: { kind: 'sqlite' | 'postgresql'; isAlive: boolean }
  migrations: { count: number; newest: string; unfinished: number } | null
  spool: { state: 'ready' | 'full' | 'unwritable'; waiting: number }
  /** Answers in which no token was found, and that wait for the operator. */
  kept: number | null
  keys: { primary: string; count: number; elsewhere: number } | null
  mail: 'ok' | 'off' | 'unreachable'
  /** The proxies of calls, by host and port; `isMixed`: some go out directly. */
  wayOut: { proxies: string[]; isMixed: boolean }
  signUp: { kind: 'closed' | 'invite' | 'open' } | { kind: 'domain'; domains: string[] }
  logIn: { mode: 'all' | 'sso'; provider: string | null; factor: 'on' | 'off' }
  sessions: { hours: number; minutes: number }
}

/** What administrators are told, part by part: whether it is as it should be, and if not, what to do. Pure. */
export function judgeState(facts: Facts): StateRow[] {
  const { version, database, mail, signUp, logIn } = facts
  const provider = { name: logIn.provider ?? '' }
  return [
    { part: 'version', tone: 'good', says: 'version.runs', values: { version } },
    database.isAlive
      ? { part: 'database', tone: 'good', says: `database.${database.kind}` }
      : { part: 'database', tone: 'bad', says: 'database.away' },
    judgeMigrations(facts.migrations),
    judgeSpool(facts.spool),
    ...judgeKept(facts.kept),
    judgeKeys(facts.keys),
    { part: 'mail', tone: ({ ok: 'good', off: 'warn', unreachable: 'bad' } as const)[mail], says: `mail.${mail}` },
    judgeWayOut(facts.wayOut),
    signUp.kind === 'domain'
      ? { part: 'signUp', tone: 'good', says: 'signUp.domain', values: { domains: signUp.domains.join(', ') } }
      : { part: 'signUp', tone: signUp.kind === 'open' ? 'warn' : 'good', says: `signUp.${signUp.kind}` },
    logIn.mode === 'sso'
      ? { part: 'factor', tone: 'good', says: 'factor.provider', values: provider }
      : { part: 'factor', tone: logIn.factor === 'on' ? 'good' : 'warn', says: `factor.${logIn.factor}` },
    logIn.mode === 'all' && !logIn.provider
      ? { part: 'logIn', tone: 'good', says: 'logIn.all' }
      : { part: 'logIn', tone: 'good', says: logIn.mode === 'sso' ? 'logIn.sso' : 'logIn.mixed', values: provider },
    judgeSessions(facts.sessions),
  ]
}

function judgeMigrations(found: Facts['migrations']): StateRow {
  if (!found) return { part: 'migrations', tone: 'warn', says: 'migrations.unknown' }
  if (found.unfinished > 0) return { part: 'migrations', tone: 'bad', says: 'migrations.unfinished' }
  return { part: 'migrations', tone: 'good', says: 'migrations.applied', values: { count: found.count, newest: found.newest } }
}

function judgeSpool({ state, waiting }: Facts['spool']): StateRow {
  if (state !== 'ready') return { part: 'spool', tone: 'bad', says: `spool.${state}` }
  if (waiting > 0) return { part: 'spool', tone: 'warn', says: 'spool.waiting', values: { count: waiting } }
  return { part: 'spool', tone: 'good', says: 'spool.ready' }
}

/** The database that is away has a row of its own. */
function judgeKept(count: Facts['kept']): StateRow[] {
  if (count === null) return []
  return [
    count > 0 ? { part: 'kept', tone: 'warn', says: 'kept.some', values: { count } } : { part: 'kept', tone: 'good', says: 'kept.none' },
  ]
}

function judgeWayOut({ proxies, isMixed }: Facts['wayOut']): StateRow {
  const says = proxies.length === 0 ? 'wayOut.direct' : isMixed ? 'wayOut.mixed' : 'wayOut.proxy'
  return { part: 'wayOut', tone: 'good', says, values: { proxies: proxies.join(', ') } }
}

function judgeKeys(keys: Facts['keys']): StateRow {
  if (!keys) return { part: 'keys', tone: 'bad', says: 'keys.unknown' }
  const { primary, count, elsewhere } = keys
  if (elsewhere > 0) return { part: 'keys', tone: 'warn', says: 'keys.behind', values: { primary, count: elsewhere } }
  return { part: 'keys', tone: 'good', says: 'keys.settled', values: { primary, count } }
}

/** NIST SP 800-63B-4, 2.2.3: at its second level at most a day in all, and an hour without use. */
function judgeSessions({ hours, minutes }: Facts['sessions']): StateRow {
  const isLong = hours > 24 || minutes > 60
  return { part: 'sessions', tone: isLong ? 'warn' : 'good', says: isLong ? 'sessions.long' : 'sessions.short', values: { hours, minutes } }
}
