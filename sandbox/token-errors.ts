import { jsonReply, textReply, type Reply } from './reply'

/** Every row of the facts' error table that the token endpoint can give. The rules and the ordered presets both answer with these. */
export function tooEarly(status = 400): Reply {
  return jsonReply(
    status,
    { error: 'access_denied', error_description: 'Rate limit exceeded: access_token not expired' },
    { Reason: 'TooEarlyToRefreshTokens: access token not expired' },
  )
}

export function oldRefreshToken(status = 401): Reply {
  return jsonReply(status, { error: 'unauthorized_client', error_description: 'Old refresh token used.' })
}

export function expiredRefreshToken(expiredAt: number, now: number): Reply {
  const description = `The refresh token expired at ${formatUsDate(expiredAt)} and it is now ${formatUsDate(now)}.`
  return jsonReply(400, { error: 'invalid_request', error_description: description })
}

export function invalidChain(): Reply {
  return jsonReply(400, { error: 'invalid_grant', error_description: 'Token is not allowed, because of invalid or empty chainId' })
}

export function invalidClient(status = 400): Reply {
  return jsonReply(status, { error: 'invalid_client' })
}

/** INF in the facts: for a code that is bad, expired, used, or came with another redirect URI. Also for a malformed request. */
export function invalidRequest(): Reply {
  return jsonReply(400, { error: 'invalid_request' })
}

export function signedDataFailed(): Reply {
  return textReply(400, 'Signed data extraction has failed')
}

export function badRequest(): Reply {
  return textReply(400, 'Bad Request')
}

/** UNKNOWN in the facts: how a blocked key (10 errors) or a used-up day (200 calls) answers. 429 in these words is a guess. */
export function rateLimited(reason: string): Reply {
  return jsonReply(429, { error: 'access_denied', error_description: `Rate limit exceeded: ${reason}` })
}

/** Exact writes US dates with a 12-hour clock: `10/11/2022 9:18:20 PM`. */
function formatUsDate(time: number): string {
  const date = new Date(time)
  const hours = date.getUTCHours()
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`
  return `${day} ${hours % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hours < 12 ? 'AM' : 'PM'}`
}
