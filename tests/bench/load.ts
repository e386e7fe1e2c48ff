import autocannon from 'autocannon'

type Load = { url: string; cookie?: string; seconds?: number; clients?: number; amount?: number }

/**
 * Requests by clients that each wait for an answer before they ask again.
 * @returns requests a second that were answered with 200
 * @throws when any was not: a fast refusal is no speed
 */
export async function requestsPerSecond({ url, cookie, seconds = 4, clients = 10, amount }: Load): Promise<number> {
  const result = await autocannon({
    url,
    connections: clients,
    ...(amount ? { amount } : { duration: seconds }),
    headers: cookie ? { cookie } : {},
  })
  const failed = result.non2xx + result.errors + result.timeouts
  if (failed > 0) throw new Error(`${failed} requests of ${result.requests.total} to ${url} were not answered with 200`)
  return result.requests.total / result.duration
}
