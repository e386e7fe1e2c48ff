import { exactOnlineOrigins } from '../providers/origins.mjs'

// What OWASP Secure Headers names. The clipboard is left to the pages of the portal: secrets are copied there.
const unusedFeatures = [
  ...['accelerometer', 'autoplay', 'bluetooth', 'camera', 'display-capture', 'encrypted-media', 'fullscreen', 'gamepad'],
  ...['geolocation', 'gyroscope', 'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'payment'],
  ...['picture-in-picture', 'screen-wake-lock', 'serial', 'usb', 'web-share', 'xr-spatial-tracking'],
]

/**
 * The headers of every answer. Pure.
 * @param {{ nonce: string, dev: boolean, portal: URL, sandboxUrl?: string, ssoIssuer?: string }} options
 * @returns {Record<string, string>}
 */
export function buildSecurityHeaders({ nonce, dev, portal, sandboxUrl, ssoIssuer }) {
  // Chromium holds form-action against the redirect that follows a form, too: without JavaScript, Preauthenticate leads to the provider that way.
  const providers = [...exactOnlineOrigins, ...[sandboxUrl, ssoIssuer].flatMap((url) => (url ? [new URL(url).origin] : []))]
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
    // Two names for one address: the first for Firefox and Safari, the second for Chromium, which finds it in Reporting-Endpoints.
    'report-uri': ['/csp-report'],
    'report-to': ['csp'],
  }
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map(([name, values]) => `${name} ${values.join(' ')}`)
      .join('; '),
    'Reporting-Endpoints': 'csp="/csp-report"',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Permissions-Policy': [
      ...unusedFeatures.map((name) => `${name}=()`),
      'clipboard-read=(self)',
      'clipboard-write=(self)',
      'publickey-credentials-get=(self)',
      'publickey-credentials-create=(self)',
    ].join(', '),
    'X-Permitted-Cross-Domain-Policies': 'none',
    'X-DNS-Prefetch-Control': 'off',
    ...(portal.protocol === 'https:' && { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }),
  }
}
