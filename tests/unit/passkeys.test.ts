import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { verifyRegistrationResponse } from '@simplewebauthn/server'
import { describe, expect, test, vi } from 'vitest'
import type { UserId } from '@/lib/accounts/user-id'
import {
  buildPasskeyCreation,
  buildPasskeyRequest,
  buildUserHandle,
  passkeyTimeoutMs,
  readCredentialId,
  readPasskeyAnswer,
  readPasskeyCreation,
} from '@/lib/factors/passkeys'
import { encodeCbor, makeAuthenticator, type Lies } from '../support/authenticator'

// The library as it is, and a note of whether it was asked.
vi.mock('@simplewebauthn/server', async (load) => {
  const actual = await load<typeof import('@simplewebauthn/server')>()
  return { ...actual, verifyRegistrationResponse: vi.fn(actual.verifyRegistrationResponse) }
})

const newOwner = () => ({ userId: randomUUID() as UserId, email: 'mila@kantoor.test', existing: [] })

async function enrol(authenticator = makeAuthenticator(), owner = newOwner()) {
  const { options, challenge } = await buildPasskeyCreation(owner)
  const made = await readPasskeyCreation(authenticator.create(options), challenge)
  if (!made) throw new Error('The passkey was refused')
  return { authenticator, passkey: { ...made, userId: owner.userId as string } }
}

async function ask(lies: Lies = {}, asked: { requireUserVerification?: boolean; requireUserHandle?: boolean } = {}) {
  const { authenticator, passkey } = await enrol()
  const { options, challenge } = await buildPasskeyRequest({ userVerification: 'required' })
  const response = authenticator.answer(options, lies)
  return readPasskeyAnswer(response, { challenge, passkey, requireUserVerification: true, ...asked })
}

describe('what the browser is asked', () => {
  test('to make: a passkey that is found without a name, checks its user, and says nothing of its maker', async () => {
    const existing = [{ id: randomBytes(32).toString('base64url'), transports: ['usb'] }]
    const owner = { ...newOwner(), existing }
    const { options, challenge } = await buildPasskeyCreation(owner)
    expect(options.rp).toEqual({ id: 'localhost', name: 'Preauth Portal' })
    expect(options.authenticatorSelection).toMatchObject({
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    })
    expect(options.attestation).toBe('none')
    expect(options.excludeCredentials).toEqual([{ ...existing[0], type: 'public-key' }])
    expect(options.pubKeyCredParams.map(({ alg }) => alg)).toEqual([-8, -7, -257])
    expect([options.timeout, options.challenge]).toEqual([passkeyTimeoutMs, challenge])
    expect(options.user).toEqual({ id: buildUserHandle(owner.userId), name: owner.email, displayName: owner.email })
  })

  test('the user’s handle is a hash: neither the address nor the id, always the same, and nobody else’s', () => {
    const [one, other] = [randomUUID(), randomUUID()]
    const handle = Buffer.from(buildUserHandle(one), 'base64url')
    expect(handle).toHaveLength(32)
    expect(buildUserHandle(one)).toBe(buildUserHandle(one))
    expect(buildUserHandle(one)).not.toBe(buildUserHandle(other))
    expect(handle).not.toEqual(createHash('sha256').update(one).digest())
  })

  test('to answer: anybody, or one of these', async () => {
    const { options, challenge } = await buildPasskeyRequest({ userVerification: 'required' })
    expect(options).toMatchObject({ rpId: 'localhost', challenge, userVerification: 'required', timeout: passkeyTimeoutMs })
    expect(options.allowCredentials).toBeUndefined()
    const hint = { id: randomBytes(32).toString('base64url'), transports: ['hybrid'] }
    const second = (await buildPasskeyRequest({ allow: [hint], userVerification: 'preferred' })).options
    expect(second.allowCredentials).toEqual([{ ...hint, type: 'public-key' }])
  })

  test('with 256 random bits each time', async () => {
    const challenges = await Promise.all(Array.from({ length: 50 }, () => buildPasskeyRequest({ userVerification: 'required' })))
    for (const { challenge } of challenges) expect(Buffer.from(challenge, 'base64url')).toHaveLength(32)
    expect(new Set(challenges.map(({ challenge }) => challenge)).size).toBe(50)
  })
})

describe('a new passkey', () => {
  const create = async (lies: Lies = {}, authenticator = makeAuthenticator()) => {
    const { options, challenge } = await buildPasskeyCreation(newOwner())
    return readPasskeyCreation(authenticator.create(options, lies), challenge)
  }

  test.each([
    [true, false, 1n],
    [false, true, 0n],
  ])('is taken; counting: %j, backed up: %j', async (counts, backedUp, counter) => {
    const authenticator = makeAuthenticator({ counts, backedUp })
    expect(await create({}, authenticator)).toEqual({
      id: authenticator.credentials[0]?.id,
      publicKey: expect.stringMatching(/^[\w-]{80,120}$/),
      counter,
      transports: ['internal', 'hybrid'],
      backedUp,
    })
  })

  test('is taken with the statement of its own key, which browsers let through', async () => {
    expect(await create({ fmt: 'packed' })).not.toBeNull()
  })

  const lies: [string, Lies][] = [
    ['another origin', { origin: 'http://localhost:3001' }],
    ['an origin that only begins like ours', { origin: 'http://localhost:3000.evil.test' }],
    ['the same host without its scheme', { origin: 'localhost:3000' }],
    ['another relying party', { rpId: 'evil.test' }],
    ['another challenge', { challenge: randomBytes(32).toString('base64url') }],
    ['the type of an answer', { type: 'webauthn.get' }],
    ['nobody was there', { userPresent: false }],
    ['the user was not checked', { userVerified: false }],
    ['a frame of somebody else’s', { crossOrigin: true }],
    ['an algorithm that was not offered', { algorithm: -35 }],
    ['an id that is too short to be one', { credentialId: randomBytes(15).toString('base64url') }],
    ['an id that is too long', { credentialId: randomBytes(1_024).toString('base64url') }],
    ['a statement of no known form', { fmt: 'mine' }],
  ]
  test.each(lies)('is refused: %s', async (_, lie) => {
    expect(await create(lie)).toBeNull()
  })

  test.each(['packed', 'tpm', 'apple', 'android-key', 'android-safetynet', 'fido-u2f'])(
    'is refused with a certificate for %s, before anybody reads that',
    async (fmt) => {
      vi.mocked(verifyRegistrationResponse).mockClear()
      expect(await create({ fmt, x5c: true })).toBeNull()
      expect(verifyRegistrationResponse).not.toHaveBeenCalled()
      expect(await create({ fmt: 'packed' })).not.toBeNull()
      expect(verifyRegistrationResponse).toHaveBeenCalledOnce()
    },
  )

  test('is refused where the id beside it is not the one inside', async () => {
    const { options, challenge } = await buildPasskeyCreation(newOwner())
    const id = randomBytes(32).toString('base64url')
    const response = makeAuthenticator().create(options)
    expect(await readPasskeyCreation({ ...response, id, rawId: id }, challenge)).toBeNull()
    expect(await readPasskeyCreation({ ...response, id }, challenge)).toBeNull()
    expect(await readPasskeyCreation(response, challenge)).not.toBeNull()
  })
})

describe('an answer', () => {
  test('says who, and how often it was given', async () => {
    const { authenticator, passkey } = await enrol()
    for (const newCounter of [2n, 3n]) {
      const { options, challenge } = await buildPasskeyRequest({ userVerification: 'required' })
      const response = authenticator.answer(options)
      expect(readCredentialId(response)).toBe(passkey.id)
      expect(await readPasskeyAnswer(response, { challenge, passkey, requireUserVerification: true, requireUserHandle: true })).toEqual({
        userId: passkey.userId,
        newCounter,
        backedUp: false,
      })
    }
  })

  const lies: [string, Lies][] = [
    ['another origin', { origin: 'https://localhost:3000' }],
    ['another relying party', { rpId: 'evil.test' }],
    ['another challenge', { challenge: randomBytes(32).toString('base64url') }],
    ['the type of a creation', { type: 'webauthn.create' }],
    ['nobody was there', { userPresent: false }],
    ['the user was not checked', { userVerified: false }],
    ['a frame of somebody else’s', { crossOrigin: true }],
    ['a frame that is named', { crossOrigin: true, topOrigin: 'https://evil.test' }],
    ['a signature with one bit changed', { flipBit: true }],
    ['another user’s handle', { userHandle: buildUserHandle(randomUUID()) }],
    ['another passkey’s id', { credentialId: randomBytes(32).toString('base64url') }],
  ]
  test.each(lies)('is refused: %s', async (_, lie) => {
    expect(await ask(lie)).toBeNull()
  })

  test('without a check of the user is taken where it is a second factor', async () => {
    expect(await ask({ userVerified: false }, { requireUserVerification: false })).not.toBeNull()
  })

  test('without a handle is taken where it is known who asks, and nowhere else', async () => {
    for (const userHandle of [null, '']) {
      expect(await ask({ userHandle })).not.toBeNull()
      expect(await ask({ userHandle }, { requireUserHandle: true })).toBeNull()
    }
  })

  test('of another user is not passed off as one’s own', async () => {
    const [mine, theirs] = [await enrol(), await enrol()]
    const { options, challenge } = await buildPasskeyRequest({ userVerification: 'required' })
    const asked = { challenge, requireUserVerification: true }
    const response = mine.authenticator.answer(options, { credentialId: theirs.passkey.id, userHandle: null })
    expect(await readPasskeyAnswer(response, { ...asked, passkey: theirs.passkey })).toBeNull()
    expect(await readPasskeyAnswer(mine.authenticator.answer(options), { ...asked, passkey: theirs.passkey })).toBeNull()
    // A row whose owner somebody has changed in the database: the handle tells.
    expect(await readPasskeyAnswer(mine.authenticator.answer(options), { ...asked, passkey: { ...mine.passkey, userId: 'x' } })).toBeNull()
  })

  test('that is a creation is none, and the other way round', async () => {
    const authenticator = makeAuthenticator()
    const { options, challenge } = await buildPasskeyCreation(newOwner())
    const creation = authenticator.create(options)
    const passkey = { ...(await readPasskeyCreation(creation, challenge)), userId: 'x' } as Parameters<typeof ask2>[1]
    expect(await ask2(creation, passkey, challenge)).toBeNull()
    expect(await readPasskeyCreation(authenticator.answer({ challenge }), challenge)).toBeNull()
  })
  const ask2 = (given: unknown, passkey: Parameters<typeof readPasskeyAnswer>[1]['passkey'], challenge: string) =>
    readPasskeyAnswer(given, { challenge, passkey, requireUserVerification: true })

  test('of which any byte was changed is refused', async () => {
    const { authenticator, passkey } = await enrol()
    const { options, challenge } = await buildPasskeyRequest({ userVerification: 'required' })
    const { response, ...rest } = authenticator.answer(options)
    expect(await ask2({ ...rest, response }, passkey, challenge)).not.toBeNull()
    for (const part of ['clientDataJSON', 'authenticatorData', 'signature'] as const) {
      const whole = Buffer.from(response[part], 'base64url')
      // Of a signature the two numbers count; how DER frames them may be read more or less strictly.
      const first = whole[3] ?? 0
      const isNumber = (at: number) => (at > whole.length - 32 ? true : at > 4 + first - 32 && at < 4 + first && at > 3)
      for (let at = 0; at < whole.length; at++) {
        if (part === 'signature' && !isNumber(at)) continue
        const changed = Buffer.from(whole)
        changed[at] = (changed[at] ?? 0) ^ (1 << (at & 7))
        const forged = { ...rest, response: { ...response, [part]: changed.toString('base64url') } }
        expect(await ask2(forged, passkey, challenge), `${part} ${at}`).toBeNull()
      }
    }
  })
})

describe('whatever else anybody sends', async () => {
  const { options, challenge } = await buildPasskeyCreation(newOwner())
  const authenticator = makeAuthenticator()
  const creation = authenticator.create(options)
  const answer = authenticator.answer({ challenge })
  const asked = { challenge, passkey: { id: answer.id, userId: 'x', publicKey: 'AAAA' }, requireUserVerification: true }
  const text = (value: string) => Buffer.from(value).toString('base64url')
  const thrower = new Proxy({}, { get: () => { throw new Error('looked at') }, ownKeys: () => { throw new Error('counted') } }) // prettier-ignore

  const odd: [string, unknown][] = [
    ...[undefined, null, 0, '', 'text', JSON.stringify(creation), true, [], {}, [creation], new Map(), () => creation].map(
      (value): [string, unknown] => [String(value), value],
    ),
    ['an object that throws', thrower],
    ['an inner object that throws', { ...creation, response: thrower }],
    ['a prototype', JSON.parse('{"__proto__":{"id":"x"},"constructor":{"prototype":{}}}')],
    ['another kind of credential', { ...creation, type: 'password' }],
    ['no response', { ...creation, response: undefined }],
    ['an id with blanks', { ...creation, id: `${creation.id} ` }],
    ['an id of a megabyte', { ...creation, id: 'A'.repeat(1e6), rawId: 'A'.repeat(1e6) }],
    ['a line break in an id', { ...answer, id: `${answer.id}\n`, rawId: `${answer.id}\n` }],
    ['too many transports', { ...creation, response: { ...creation.response, transports: Array(11).fill('usb') } }],
    ['transports that are no words', { ...creation, response: { ...creation.response, transports: ['<b>'] } }],
    ...['', 'null', '[]', '5', '"x"', '{', '{}', '{"type":"webauthn.create"}'].flatMap((json): [string, unknown][] =>
      [creation, answer].map(({ response, ...rest }) => [
        `client data ${json}`,
        { ...rest, response: { ...response, clientDataJSON: text(json) } },
      ]),
    ),
    ['client data of a megabyte', { ...answer, response: { ...answer.response, clientDataJSON: text(' '.repeat(1e6)) } }],
    ['authenticator data that is cut', { ...answer, response: { ...answer.response, authenticatorData: text('x'.repeat(36)) } }],
    ...[
      Buffer.alloc(0),
      randomBytes(200),
      Buffer.alloc(5_000, 0x81),
      Buffer.from('9bffffffffffffffff', 'hex'),
      Buffer.from('5bffffffffffffffff', 'hex'),
      encodeCbor(new Map([['fmt', 'none']])),
      encodeCbor(new Map<string, string>([['fmt', 'none'], ['attStmt', 'x'], ['authData', 'x']])), // prettier-ignore
      Buffer.from(creation.response.attestationObject, 'base64url').subarray(0, -20),
    ].map((bytes, index): [string, unknown] => [
      `attestation ${index}`,
      { ...creation, response: { ...creation.response, attestationObject: bytes.toString('base64url') } },
    ]),
  ]

  test.each(odd)('%s is refused, and nothing is thrown', async (_, given) => {
    expect(await readPasskeyCreation(given, challenge)).toBeNull()
    expect(await readPasskeyAnswer(given, asked)).toBeNull()
  })

  test('is no claim to a passkey', () => {
    expect([undefined, null, 'x', {}, thrower, creation, { ...answer, id: '../x' }].map(readCredentialId)).toEqual(Array(7).fill(null))
  })

  test('and a public key in the database that is none: refused', async () => {
    for (const publicKey of ['', 'AAAA', '!', randomBytes(77).toString('base64url')])
      expect(await readPasskeyAnswer(answer, { ...asked, passkey: { ...asked.passkey, publicKey } })).toBeNull()
  })
})

test('a portal at another address has its host for a relying party, and its origin to the letter', async () => {
  vi.stubEnv('PORTAL_URL', 'https://Portal.Kantoor.test:8443/')
  vi.stubEnv('PORTAL_NAME', 'Kantoor')
  vi.resetModules()
  try {
    const there = await import('@/lib/factors/passkeys')
    const { options, challenge } = await there.buildPasskeyCreation(newOwner())
    expect(options.rp).toEqual({ id: 'portal.kantoor.test', name: 'Kantoor' })
    const create = (origin: string) => there.readPasskeyCreation(makeAuthenticator({ origin }).create(options), challenge)
    expect(await create('https://portal.kantoor.test:8443')).not.toBeNull()
    for (const origin of ['https://portal.kantoor.test', 'http://portal.kantoor.test:8443', 'https://x.portal.kantoor.test:8443'])
      expect(await create(origin), origin).toBeNull()
  } finally {
    vi.unstubAllEnvs()
    vi.resetModules()
  }
})
