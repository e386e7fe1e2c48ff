import 'server-only'
import { createHash } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { decodeAttestationObject, decodeClientDataJSON } from '@simplewebauthn/server/helpers'
import type { UserId } from '../accounts/user-id'
import { env } from '../env.js'
import { log } from '../log.mjs'
import { answerSchema, creationSchema, readShape } from './passkey-shapes'

/** How a browser finds a passkey again. `id`: the credential id, in base64url. */
export type PasskeyHint = { id: string; transports: string[] }
/** `publicKey`: COSE, in base64url. `counter`: 0 where the authenticator does not count. `backedUp`: it outlives the device. */
export type NewPasskey = PasskeyHint & { publicKey: string; counter: bigint; backedUp: boolean }
/** What an answer is held against. `userId`: of the row, whose it is is not proved yet. */
export type KnownPasskey = { id: string; userId: string; publicKey: string }
/** `userId`: who has answered. `newCounter`, `backedUp`: for notePasskeyUse, which has the last word. */
export type PasskeyAnswer = { userId: UserId; newCounter: bigint; backedUp: boolean }

const rpID = new URL(env.PORTAL_URL).hostname
const expected = { expectedOrigin: env.PORTAL_URL, expectedRPID: rpID }
/** How long the browser asks for it. What is kept of the challenge has to live as long. */
export const passkeyTimeoutMs = 5 * 60 * 1000
// EdDSA, ES256, RS256: in all authenticators there are. Said here, for the library's own list grows with the version of Node.
const supportedAlgorithmIDs = [-8, -7, -257]

/** Who a user is to an authenticator: bytes that tell nobody anything (WebAuthn Level 3, section 14.6.1), in base64url. */
export const buildUserHandle = (userId: string): string =>
  createHash('sha256').update(`preauth-portal user handle ${userId}`).digest('base64url')

/** What the browser needs to make a passkey. @param existing the user's own, so that no authenticator makes a second one */
export async function buildPasskeyCreation({ userId, email, existing }: { userId: UserId; email: string; existing: PasskeyHint[] }) {
  const options = await generateRegistrationOptions({
    rpID,
    rpName: env.PORTAL_NAME,
    userID: new Uint8Array(Buffer.from(buildUserHandle(userId), 'base64url')),
    userName: email,
    userDisplayName: email,
    timeout: passkeyTimeoutMs,
    attestationType: 'none',
    excludeCredentials: existing,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs,
  })
  return { options, challenge: options.challenge }
}

/** The new passkey, or null for whatever does not verify: anybody may send anything. */
export const readPasskeyCreation = (given: unknown, challenge: string): Promise<NewPasskey | null> =>
  orNull(async () => {
    const response = readShape(creationSchema, given)
    if (!response || isFramed(response) || !isWithoutMaker(response.response.attestationObject)) return null
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      ...expected,
      response: { ...response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      requireUserVerification: true,
      supportedAlgorithmIDs,
    })
    const credential = registrationInfo?.credential
    if (!verified || credential?.id !== response.id) return null
    return {
      id: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: BigInt(credential.counter),
      transports: response.response.transports,
      backedUp: registrationInfo.credentialBackedUp,
    }
  })

/** What the browser needs to ask for a passkey. @param allow whose it must be; without, the user chooses among all they have for the portal */
export async function buildPasskeyRequest({
  allow,
  userVerification,
}: {
  allow?: PasskeyHint[]
  userVerification: 'required' | 'preferred'
}) {
  const options = await generateAuthenticationOptions({ rpID, allowCredentials: allow, userVerification, timeout: passkeyTimeoutMs })
  return { options, challenge: options.challenge }
}

/** Which passkey an answer claims to be of: to look it up. */
export const readCredentialId = (given: unknown): string | null => readShape(answerSchema, given)?.id ?? null

type Asked = { challenge: string; passkey: KnownPasskey; requireUserVerification: boolean; requireUserHandle?: boolean }

/**
 * Whether `passkey` has answered `challenge`, and its owner with it. Null for whatever does not verify: anybody may send anything. It is not looked at
 * whether the authenticator was copied: notePasskeyUse does.
 * @param asked `requireUserHandle`: where nobody has said before who they are, the answer must (WebAuthn Level 3, section 7.2, step 6). One that
 * names somebody else is refused at all times
 */
export const readPasskeyAnswer = (given: unknown, asked: Asked): Promise<PasskeyAnswer | null> =>
  orNull(async () => {
    const { challenge, passkey, requireUserVerification, requireUserHandle = false } = asked
    const response = readShape(answerSchema, given)
    if (!response || response.id !== passkey.id || isFramed(response)) return null
    const userHandle = response.response.userHandle || undefined
    if (userHandle ? userHandle !== buildUserHandle(passkey.userId) : requireUserHandle) return null
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      ...expected,
      response: { ...response, response: { ...response.response, userHandle }, clientExtensionResults: {} },
      expectedChallenge: challenge,
      // With its own counter the library would refuse before it has looked at the signature, and a copy would look like any other forgery.
      credential: { id: passkey.id, publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')), counter: 0 },
      requireUserVerification,
    })
    if (!verified) return null
    const { newCounter, credentialBackedUp } = authenticationInfo
    return { userId: passkey.userId as UserId, newCounter: BigInt(newCounter), backedUp: credentialBackedUp }
  })

/** Nobody frames the portal. The library lets such an answer pass where the browser does not say who does. */
const isFramed = ({ response }: { response: { clientDataJSON: string } }) =>
  Boolean(decodeClientDataJSON(response.clientDataJSON).crossOrigin)

/** No certificate is asked for, so none is read: its reader is large, and asks other hosts for lists. "packed" without one is signed by the key itself. */
function isWithoutMaker(attestationObject: string): boolean {
  const decoded = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, 'base64url')))
  return decoded.get('fmt') === 'none' || (decoded.get('fmt') === 'packed' && !decoded.get('attStmt').get('x5c'))
}

/** The library throws at every forgery. */
async function orNull<Value>(read: () => Promise<Value | null>): Promise<Value | null> {
  try {
    return await read()
  } catch (error) {
    log.debug('passkey refused', { error })
    return null
  }
}
