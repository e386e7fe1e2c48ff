import { exactOnlineOrigins } from '../providers/origins.mjs'

/**
 * The headers of every answer. Pure.
 * @param {{ nonce: string, dev: boolean, portal: URL, sandboxUrl?: string }} options
 * @returns {Record<string, string>}
 */
export function buildSecurityHeaders({ nonce, dev, portal, sandboxUrl }) {
  // Chromium holds form-action against the redirect that follows a form, too: without JavaScript, Preauthenticate leads to the provider that way.
  const providers = [...exactOnlineOrigins, ...(sandboxUrl ? [new URL(sandboxUrl).origin] : [])]
  const policy = {
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(dev ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", ...(dev ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`])],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    'form-action': ["'self'", ...providers],
  }
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map(([name, values]) => `${name} ${values.join(' ')}`)
      .join('; '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)',
    ...(portal.protocol === 'https:' && { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }),
  }
}
