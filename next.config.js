// Reading the environment here stops a build whose settings are malformed.
import './lib/env.js'
import createNextIntlPlugin from 'next-intl/plugin'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
  serverExternalPackages: ['better-sqlite3', '@node-rs/argon2', 'pg', 'pg-boss', 'nodemailer', 'prom-client'],
  // Browsers ask here on a page that names no icon, such as one whose head is still on its way.
  redirects: async () => [{ source: '/favicon.ico', destination: '/icon.svg', permanent: true }],
  // Where versions before this one told their health.
  rewrites: async () => [{ source: '/api/health', destination: '/ready' }],
  experimental: {
    // A page is loaded when it is first asked for: a start is sooner over, and takes less memory.
    preloadEntriesOnStart: false,
    // requireUser answers 401 with the log-in form in place (app/unauthorized.tsx).
    authInterrupts: true,
    // A pasted novel is told to be one, so it has to get as far as the check.
    serverActions: { bodySizeLimit: '4mb' },
  },
}

// The texts are compiled when the portal is built: no parser of messages travels to the browser.
const withMessages = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
})

export default withMessages(config)
