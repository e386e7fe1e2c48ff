import sirv from 'sirv'

const prefix = '/_next/static'

/**
 * Serves the build's files for browsers, compressed when they were built (scripts/compress-static.mjs): a tenth smaller than what can be
 * compressed while somebody waits. Their names hold a hash of their content, so a browser may keep them for ever.
 * @param {string} folder of the build: `.next/static`
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean} whether it answers
 */
export function serveBuiltFiles(folder) {
  // Which files there are is read once: a path that is not on the list reaches no disk.
  const serve = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response) => response.setHeader('Cache-Control', 'public, max-age=31536000, immutable'),
  })
  return (request, response) => {
    const { url = '', method } = request
    if (!url.startsWith(`${prefix}/`) || (method !== 'GET' && method !== 'HEAD')) return false
    let isServed = true
    request.url = url.slice(prefix.length)
    serve(request, response, () => void (isServed = false))
    request.url = url
    return isServed
  }
}
