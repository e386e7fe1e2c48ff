/**
 * Leaves out the headers in which Next.js tells how it made an answer, and which nothing reads.
 * @param {import('node:http').ServerResponse} response
 */
export function hideFramework(response) {
  const writeHead = response.writeHead
  response.writeHead = (/** @type {any[]} */ ...given) => {
    response.removeHeader('X-Nextjs-Cache')
    return Reflect.apply(writeHead, response, given)
  }
}
