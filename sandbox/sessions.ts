import { formOf, type Request } from './request'
import { PageError } from './reply'
import { makeSecretId } from './token-text'
import { t } from './texts'

/** An authorization request waiting for the user to log in and decide. */
export type PendingRequest = {
  id: string
  clientId: string
  redirectUri: string
  state: string | null
  /** False until the user has logged in for this request, or a session was good enough (`force_login=0`). */
  isLoggedIn: boolean
}

export type Session = { id: string; csrf: string; userName: string | null; pending: PendingRequest[] }

export type Sessions = { byId: Map<string, Session>; reset(): void }

const COOKIE = 'sandbox_session'
const MAX_SESSIONS = 1000
const MAX_PENDING = 20

export function createSessions(): Sessions {
  const byId = new Map<string, Session>()
  return { byId, reset: () => byId.clear() }
}

export function getSession(sessions: Sessions, request: Request): Session | null {
  return sessions.byId.get(request.cookies.get(COOKIE) ?? '') ?? null
}

/** The visitor's session, or a new one: even the log-in page needs one for its CSRF token. */
export function openSession(sessions: Sessions, request: Request): Session {
  const known = getSession(sessions, request)
  if (known) return known
  const session: Session = { id: makeSecretId(), csrf: makeSecretId(), userName: null, pending: [] }
  keep(sessions, request, session)
  return session
}

/** A form of ours came back with the token we put in it; anything else is another site's doing (RFC 6749 10.12). */
export function requireForm(sessions: Sessions, request: Request): { session: Session; form: URLSearchParams } {
  const session = getSession(sessions, request)
  const form = formOf(request)
  if (!session || form.get('csrf') !== session.csrf) {
    throw new PageError(403, t('errors.formTitle'), t('errors.form'))
  }
  return { session, form }
}

/** A new id at log-in, so that a session id planted beforehand is worth nothing. */
export function logIn(sessions: Sessions, request: Request, session: Session, userName: string): void {
  sessions.byId.delete(session.id)
  if (session.userName !== userName) session.csrf = makeSecretId()
  session.id = makeSecretId()
  session.userName = userName
  keep(sessions, request, session)
}

export function logOut(sessions: Sessions, session: Session): void {
  sessions.byId.delete(session.id)
}

export function addPending(session: Session, pending: Omit<PendingRequest, 'id'>): PendingRequest {
  const added = { ...pending, id: makeSecretId() }
  session.pending = [...session.pending, added].slice(-MAX_PENDING)
  return added
}

function keep(sessions: Sessions, request: Request, session: Session): void {
  const oldest = sessions.byId.size >= MAX_SESSIONS ? sessions.byId.keys().next().value : undefined
  if (oldest !== undefined) sessions.byId.delete(oldest)
  sessions.byId.set(session.id, session)
  request.setCookie = `${COOKIE}=${session.id}; Path=/; HttpOnly; SameSite=Lax`
}
