import type { ReturnUrlFailure } from './failures'
import { findReturnUrl, type Found } from './find-return-url'
import { isSameSite } from './same-site'
import { maximumLength, readStrictly, type ExpectedReturn, type ReturnUrlReading } from './strict-return-url'

/** What was read, and, where that was refused, this attempt's answer if it stands somewhere in the text after all. */
export type Examination = { reading: ReturnUrlReading; found: Found | null }

/** These say themselves what is wrong, whatever else is found. */
const enough: readonly ReturnUrlFailure[] = ['wrapped', 'html-escaped', 'double-encoded', 'has-fragment', 'code-end-unsure']

/** What stands in the way of an address that is ours, where the strict reading saw a stranger's. */
function nameOf(failure: ReturnUrlFailure, { changes }: Found): ReturnUrlFailure {
  if (failure === 'has-fragment' && changes.includes('address')) return 'site-redirected'
  if (enough.includes(failure)) return failure
  if (changes.includes('another-address')) return 'in-another-address'
  if (failure === 'other-redirect-uri') return 'site-redirected'
  const isAround = changes.includes('before') || changes.includes('behind') || changes.includes('joined')
  if (failure === 'not-a-url' && !isAround) return failure
  return 'wrapped'
}

/** Whether it is the site's address, but without anything of an answer: its page has led on to another, or the query was cut off. */
function isMovedOn(text: string, { redirectUri }: ExpectedReturn): boolean {
  if (!/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  const says = ['code', 'state', 'error'].some((name) => url.searchParams.has(name) || url.hash.includes(`${name}=`))
  return isSameSite(url, redirectUri) && !says
}

/** Reads what came back, by redirect or pasted, and tells what stands in the way by its right name. Pure; nothing is sent, nothing is mended. */
export function examineReturnUrl(given: string, expected: ExpectedReturn): Examination {
  const reading = readStrictly(given, expected)
  if (reading.ok || reading.endsAttempt || reading.failure === 'return-url-too-long') return { reading, found: null }
  const found = findReturnUrl(given, expected, (text) => readStrictly(text, expected))
  if (found) return { reading: { ok: false, failure: nameOf(reading.failure, found) }, found }
  const isElsewhere = reading.failure === 'other-redirect-uri' || reading.failure === 'code-missing'
  return { reading: isElsewhere && isMovedOn(given.trim(), expected) ? { ok: false, failure: 'moved-on' } : reading, found }
}

/**
 * Reads what came back against the attempt. Only an address that is right as it stands is taken.
 * Sources: RFC 6749 4.1.2 and 10.12, RFC 9700 4.7; facts/exact-online.md, "The code".
 */
export const readReturnUrl = (given: string, expected: ExpectedReturn) => examineReturnUrl(given, expected).reading

/**
 * The code in an address that is ours by its `state`, whatever else is wrong with it: for remembering when it was first seen.
 */
export function readCodeOf(given: string, isState: (state: string) => boolean): string | null {
  const text = given.trim()
  if (text.length > maximumLength || !URL.canParse(text)) return null
  const { searchParams } = new URL(text)
  return isState(searchParams.get('state') ?? '') ? searchParams.get('code') : null
}
