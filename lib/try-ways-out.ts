import 'server-only'
import { env } from './env.js'
import { call } from './http-client/call'
import { chooseProxy } from './http-client/choose-proxy'
import { NotReached, type UnreachedReason } from './http-client/unreached'
import { platforms } from './providers/catalogue'

/** `proxy`: host and port; null: directly. */
export type Way = { origin: string; proxy: string | null }
/** `no-reply`: a request was sent, and nothing came back. */
export type Trial = Way & { result: 'answered' | 'no-reply' | UnreachedReason; status: number }

/** Where calls of the portal go, each origin once, and how. Mail has a way of its own. */
export function listWaysOut(): Way[] {
  const addresses = [...platforms.flatMap(({ countries }) => countries.map(({ origin }) => origin)), env.SSO_ISSUER]
  const origins = new Set(addresses.filter((address) => address !== undefined).map((address) => new URL(address).origin))
  return [...origins].map((origin) => ({ origin, proxy: chooseProxy(new URL(origin))?.name ?? null }))
}

async function tryWay(way: Way): Promise<Trial> {
  try {
    const { status } = await call(`${way.origin}/`, { method: 'HEAD', deadlineMs: 10_000, maximumBytes: 1_024 })
    return { ...way, result: 'answered', status }
  } catch (error) {
    return { ...way, result: error instanceof NotReached ? error.reason : 'no-reply', status: 0 }
  }
}

/** Asks each of them for the head of its first page: harmless, and without any secret. */
export const tryWaysOut = () => Promise.all(listWaysOut().map(tryWay))
