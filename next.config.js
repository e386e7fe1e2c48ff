// Reading the environment here stops a build whose settings are malformed.
import './lib/env.js'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
  serverExternalPackages: ['better-sqlite3', '@node-rs/argon2', 'pg'],
  experimental: {
    // requireUser answers 401 with the log-in form in place (app/unauthorized.tsx).
    authInterrupts: true,
    // A pasted novel is told to be one, so it has to get as far as the check.
    serverActions: { bodySizeLimit: '4mb' },
  },
}

export default config
