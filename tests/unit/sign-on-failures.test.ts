import * as oauth from 'oauth4webapi'
import { expect, test } from 'vitest'
import { AnswerTooLarge } from '@/lib/http-client/capped-body'
import { signOnFailures, signOnRefusals, wordsOfFailure, wordsOfRefusal } from '@/lib/sign-on/failures'
import { ProviderAway, readFailure } from '@/lib/sign-on/read-failure'
import texts from '@/messages/en/signOn.json' with { type: 'json' }

test('each failure and each refusal is told, in one sentence and what to do next, and nothing else is', () => {
  expect(Object.keys(texts.failures).sort()).toEqual([...signOnFailures].sort())
  expect(Object.keys(texts.refusals).sort()).toEqual([...signOnRefusals].sort())
  for (const told of [...Object.values(texts.failures), ...Object.values(texts.refusals)]) {
    expect(Object.keys(told)).toEqual(['sentence', 'next'])
    expect(told.sentence).toMatch(/^[A-Z][^.!?]{20,}\.$/)
    expect(told.next).toMatch(/^[A-Z].{20,}\.$/)
  }
  expect(wordsOfFailure('stale')).toEqual({ sentence: 'failures.stale.sentence', next: 'failures.stale.next' })
  expect(wordsOfRefusal('unknown')).toEqual({ sentence: 'refusals.unknown.sentence', next: 'refusals.unknown.next' })
})

const operation = (code: string, cause: unknown) => new oauth.OperationProcessingError('canary', { code, cause })
const said = (error: string) => new oauth.AuthorizationResponseError('canary', { cause: new URLSearchParams({ error }) })
const claims = { aud: 'x', exp: 1, iat: 1, iss: 'x', sub: 'x', nonce: 'x', auth_time: 1 }

test.each<[string, unknown]>([
  ['denied', said('access_denied')],
  ['provider-away', said('server_error')],
  ['provider-error', said('invalid_scope')],
  ['provider-error', said('constructor')],
  ['provider-error', said('__proto__')],
  ['nonce-mismatch', operation(oauth.JWT_CLAIM_COMPARISON, { claim: 'nonce' })],
  ['issuer-mismatch', operation(oauth.JWT_CLAIM_COMPARISON, { claim: 'iss' })],
  ['token-invalid', operation(oauth.JWT_CLAIM_COMPARISON, { claim: 'constructor' })],
  ['token-invalid', operation(oauth.JWT_CLAIM_COMPARISON, undefined)],
  ['stale', operation(oauth.JWT_TIMESTAMP_CHECK, { claim: 'auth_time' })],
  ['token-invalid', operation(oauth.JWT_TIMESTAMP_CHECK, { claim: 'exp' })],
  ['stale', operation(oauth.INVALID_RESPONSE, { claims: { ...claims, auth_time: undefined } })],
  ['nonce-mismatch', operation(oauth.INVALID_RESPONSE, { claims: { ...claims, nonce: undefined, auth_time: undefined } })],
  ['token-invalid', operation(oauth.INVALID_RESPONSE, { claims })],
  ['token-invalid', operation(oauth.INVALID_RESPONSE, { signature: new Uint8Array() })],
  ['provider-error', operation(oauth.INVALID_RESPONSE, 'a body')],
  ['provider-error', operation(oauth.PARSE_ERROR, null)],
  ['provider-error', operation('constructor', null)],
  ['provider-away', operation(oauth.RESPONSE_IS_NOT_CONFORM, new Response(null, { status: 503 }))],
  ['provider-away', operation(oauth.RESPONSE_IS_NOT_CONFORM, new Response(null, { status: 429 }))],
  ['provider-error', operation(oauth.RESPONSE_IS_NOT_CONFORM, new Response(null, { status: 404 }))],
  ['provider-away', new ProviderAway('no answer', { cause: new TypeError('fetch failed') })],
  ['provider-error', new AnswerTooLarge()],
  ['provider-error', new TypeError('something else')],
  ['provider-error', 'thrown text'],
  ['provider-error', undefined],
])('%s is what %s means', (failure, error) => {
  expect(readFailure(error)).toBe(failure)
})
