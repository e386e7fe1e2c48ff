import 'server-only'
import { cookies } from 'next/headers'
import { env } from '../env.js'
import { challengeLifeMs, type ChallengeKind } from './challenge-store'

const secure = env.PORTAL_URL.startsWith('https:')
const nameOf = (kind: ChallengeKind) => `${secure ? '__Host-' : ''}preauth-portal.${kind}`
const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const

/** Binds what was begun to this browser: whoever only reads its id elsewhere can't end it. */
export async function setChallengeCookie(kind: ChallengeKind, id: string): Promise<void> {
  ;(await cookies()).set(nameOf(kind), id, { ...options, maxAge: challengeLifeMs / 1000 })
}

export const readChallengeCookie = async (kind: ChallengeKind): Promise<string> => (await cookies()).get(nameOf(kind))?.value ?? ''

export async function clearChallengeCookie(kind: ChallengeKind): Promise<void> {
  ;(await cookies()).set(nameOf(kind), '', { ...options, maxAge: 0 })
}
