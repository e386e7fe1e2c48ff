import 'server-only'
import { env, isLoopback } from '../env.js'
import { isExempt, readNoProxy, readProxyUrl, type ProxyServer } from '../proxy-settings.js'

const read = (setting: string | undefined) => (setting ? readProxyUrl(setting) : null)
const proxies = { http: read(env.HTTP_PROXY), https: read(env.HTTPS_PROXY) }
const exemptions = readNoProxy(env.NO_PROXY ?? '') ?? []

/** Through which proxy an address is asked; null: directly, as this machine itself always is. */
export function chooseProxy(url: URL): ProxyServer | null {
  const proxy = url.protocol === 'https:' ? proxies.https : proxies.http
  return proxy && !isLoopback(url) && !isExempt(url, exemptions) ? proxy : null
}

/** A proxy that is handed the whole request, and passes it on: as is usual for http. For https it only makes a connection (tunnel.ts). */
export const chooseForwarder = (url: URL): ProxyServer | null => (url.protocol === 'http:' ? chooseProxy(url) : null)
