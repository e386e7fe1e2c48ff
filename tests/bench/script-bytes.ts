// How much JavaScript a page asks for, compressed, beside a bare Next.js page.
import { gzipSync } from 'node:zlib'
import { cookieOf } from '@/tests/faults/support/hand-in'
import type { Stand } from '@/tests/faults/support/stand'
import { startBareNext } from './servers'
import type { Row } from './table'

const mostOverBare = 30_000

/** Every script that the page itself names, each compressed alike, whatever its server does. @returns bytes */
async function scriptBytes(url: string, cookie = ''): Promise<number> {
  const html = await (await fetch(url, { headers: { cookie } })).text()
  const sources = new Set([...html.matchAll(/<script\b(?![^>]*\bnomodule)[^>]*\bsrc="([^"]+)"/gi)].map(([, source = '']) => source))
  let bytes = 0
  for (const source of sources) {
    const script = await fetch(new URL(source.replaceAll('&amp;', '&'), url))
    bytes += gzipSync(Buffer.from(await script.arrayBuffer()), { level: 9 }).length
  }
  return bytes
}

export async function measureScriptBytes(stand: Stand): Promise<Row[]> {
  const portal = await stand.start()
  const bare = await startBareNext()
  try {
    const floor = await scriptBytes(`${bare.url}/dynamic`)
    const rows: Row[] = [{ what: 'JavaScript of the bare dynamic page', measured: `${(floor / 1000).toFixed(1)} kB` }]
    for (const path of ['/login', '/preauthenticate', '/settings', '/apps', '/account', '/help']) {
      // Whoever is logged in is led on from the log-in.
      const cookie = path === '/login' ? '' : cookieOf(stand.account)
      const bytes = await scriptBytes(`${stand.environment.PORTAL_URL}${path}`, cookie)
      const over = bytes - floor
      rows.push({
        what: `JavaScript of ${path}`,
        measured: `${(bytes / 1000).toFixed(1)} kB`,
        ratio: `${(over / 1000).toFixed(1)} kB over the bare page`,
        bar: `≤ ${mostOverBare / 1000} kB over it`,
        isMet: over <= mostOverBare,
      })
    }
    return rows
  } finally {
    await Promise.all([bare.stop(), portal.stop()])
  }
}
