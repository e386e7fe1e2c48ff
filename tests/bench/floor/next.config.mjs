/** The least that Next.js does: the portal's own dependencies, and nothing of the portal. @type {import('next').NextConfig} */
const config = { poweredByHeader: false, images: { unoptimized: true } }

export default config
