import 'server-only'
import { log } from '../log.mjs'
import { isSameSecret } from '../vault/same-secret'
import type { SignOnFailure } from './failures'
import { readPerson, type Person } from './person'
import { getProvider, type Provider } from './provider'
import { readFailure } from './read-failure'
import { signOnLifeMs, type SignOnDetail } from './schema'
import { askUserInfo, redeemCode } from './token'

export type SignOnAnswer = { ok: true; person: Person } | { ok: false; failure: SignOnFailure }

const no = (failure: SignOnFailure): SignOnAnswer => ({ ok: false, failure })

function noAndTell(failure: SignOnFailure, error?: unknown): SignOnAnswer {
  log.warn('single sign-on failed', { failure, error })
  return no(failure)
}

// A start that is no time is as good as one long ago.
const isUnderWay = ({ startedAt }: SignOnDetail, now: Date) => now.getTime() - Date.parse(startedAt) < signOnLifeMs

/** RFC 6749, 10.12: nothing of an answer is looked at before it is known to be this browser's. */
function isState(answer: URLSearchParams, { state }: SignOnDetail): boolean {
  const [given, ...more] = answer.getAll('state')
  return given !== undefined && more.length === 0 && isSameSecret(given, state)
}

/** RFC 9207, 2.4: an answer that names its sender, or should, names the one that was asked. Else a code would be carried to the wrong provider. */
function isIssuer(answer: URLSearchParams, { server }: Provider): boolean {
  const [given, ...more] = answer.getAll('iss')
  return given === undefined ? !server.authorization_response_iss_parameter_supported : given === server.issuer && more.length === 0
}

/**
 * Who came back from the provider. Whoever asks has taken `detail` out of where it was kept: it is good once.
 * @param callbackUrl the address that the browser was sent back to; only its query is looked at
 */
export async function finishSignOn(callbackUrl: URL, detail: SignOnDetail, now: Date): Promise<SignOnAnswer> {
  const answer = callbackUrl.searchParams
  if (!isUnderWay(detail, now)) return no('expired')
  if (!isState(answer, detail)) return no('state-mismatch')
  try {
    const provider = await getProvider(now)
    if (!isIssuer(answer, provider)) return noAndTell('issuer-mismatch')
    const token = await redeemCode(provider, answer, detail, now)
    const userInfo = typeof token.claims.email === 'string' ? null : await askUserInfo(provider, token, now)
    return { ok: true, person: readPerson(token.claims, userInfo) }
  } catch (error) {
    const failure = readFailure(error)
    return failure === 'denied' ? no(failure) : noAndTell(failure, error)
  }
}
