// A passkey authenticator in software, with the browser before it (WebAuthn Level 3): ES256, attestation "none". It can be made to lie.
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** What a ceremony says in place of the truth. `flipBit`: of the signature. `fmt`, `x5c`: of the attestation. */
export type Lies = Partial<{
  origin: string
  rpId: string
  challenge: string
  type: string
  crossOrigin: boolean
  topOrigin: string
  userPresent: boolean
  userVerified: boolean
  counter: number
  flipBit: boolean
  algorithm: number
  fmt: string
  x5c: boolean
  credentialId: string
  userHandle: string | null
}>

export type SoftCredential = { id: string; rpId: string; userHandle: string; privateKey: KeyObject; counter: number }

// CBOR (RFC 8949), as much of it as WebAuthn needs.
type Cbor = number | string | Buffer | Cbor[] | Map<number | string, Cbor>

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255])
}

export function encodeCbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(encodeCbor)])
  return Buffer.concat([head(5, value.size), ...[...value].flatMap((pair) => pair.map(encodeCbor))])
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()

/** The flags of section 6.1: present, verified, may be and is backed up, with credential data. */
const bits = { userPresent: 1, userVerified: 4, eligible: 8, backedUp: 16, attested: 64 }

/**
 * @param counts whether it counts its uses, as most security keys do and most synced passkeys do not
 * @param backedUp whether its passkeys live in an account, too
 */
export function makeAuthenticator({ origin = 'http://localhost:3000', counts = true, backedUp = false } = {}) {
  const credentials: SoftCredential[] = []

  const clientData = (type: string, challenge: string, lies: Lies) =>
    Buffer.from(
      JSON.stringify({
        type: lies.type ?? type,
        challenge: lies.challenge ?? challenge,
        origin: lies.origin ?? origin,
        crossOrigin: lies.crossOrigin ?? false,
        ...(lies.topOrigin && { topOrigin: lies.topOrigin }),
      }),
    )

  function authenticatorData(rpId: string, counter: number, lies: Lies, attested = Buffer.alloc(0)): Buffer {
    const flags =
      (lies.userPresent === false ? 0 : bits.userPresent) |
      (lies.userVerified === false ? 0 : bits.userVerified) |
      (backedUp ? bits.eligible | bits.backedUp : 0) |
      (attested.length > 0 ? bits.attested : 0)
    const rest = Buffer.alloc(5)
    rest[0] = flags
    rest.writeUInt32BE(lies.counter ?? counter, 1)
    return Buffer.concat([sha256(lies.rpId ?? rpId), rest, attested])
  }

  /** Answers `navigator.credentials.create()`, as `toJSON()` of what it gives. */
  function create(options: { rp: { id?: string }; user: { id: string }; challenge: string }, lies: Lies = {}) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const id = lies.credentialId ?? randomBytes(32).toString('base64url')
    const rpId = options.rp.id ?? new URL(origin).hostname
    const credential = { id, rpId, userHandle: options.user.id, privateKey, counter: counts ? 1 : 0 }
    credentials.push(credential)
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    const coseKey = new Map<number, Cbor>([
      [1, 2],
      [3, lies.algorithm ?? -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ])
    const rawId = Buffer.from(id, 'base64url')
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([rawId.length >> 8, rawId.length & 255]), rawId, encodeCbor(coseKey)])
    const authData = authenticatorData(rpId, credential.counter, lies, attested)
    const clientDataJSON = clientData('webauthn.create', options.challenge, lies)
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientDataJSON)]), privateKey)
    const statement = new Map<string, Cbor>(lies.fmt ? [['alg', -7] as const, ['sig', signature] as const] : [])
    if (lies.x5c) statement.set('x5c', [randomBytes(300)])
    const attestation = new Map<string, Cbor>([
      ['fmt', lies.fmt ?? 'none'],
      ['attStmt', statement],
      ['authData', authData],
    ])
    return {
      ...{ id, rawId: id, type: 'public-key', authenticatorAttachment: 'platform', clientExtensionResults: { credProps: { rk: true } } },
      response: {
        clientDataJSON: clientDataJSON.toString('base64url'),
        attestationObject: encodeCbor(attestation).toString('base64url'),
        transports: ['internal', 'hybrid'],
      },
    }
  }

  /** Answers `navigator.credentials.get()` with the newest passkey that is asked for. */
  function answer(options: { challenge: string; rpId?: string; allowCredentials?: { id: string }[] }, lies: Lies = {}) {
    const allowed = options.allowCredentials ?? []
    const credential = credentials.findLast(({ id }) => allowed.length === 0 || allowed.some((one) => one.id === id))
    if (!credential) throw new Error('The authenticator has no such passkey')
    if (counts) credential.counter++
    const authData = authenticatorData(options.rpId ?? credential.rpId, credential.counter, lies)
    const clientDataJSON = clientData('webauthn.get', options.challenge, lies)
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientDataJSON)]), credential.privateKey)
    // In the middle of `s`: the signature stays well formed.
    if (lies.flipBit) signature[signature.length - 10] = (signature.at(-10) ?? 0) ^ 1
    const id = lies.credentialId ?? credential.id
    const userHandle = lies.userHandle === null ? undefined : (lies.userHandle ?? credential.userHandle)
    return {
      ...{ id, rawId: id, type: 'public-key', authenticatorAttachment: 'platform', clientExtensionResults: {} },
      response: {
        clientDataJSON: clientDataJSON.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
        ...(userHandle !== undefined && { userHandle }),
      },
    }
  }

  return { credentials, create, answer }
}
