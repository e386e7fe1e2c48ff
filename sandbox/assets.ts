import { readFileSync } from 'node:fs'

import type { Reply } from './reply'

/** The two files the pages need. Read once; nothing is ever read from a path that came from outside. */
function readAsset(name: string, contentType: string): Reply {
  const body = readFileSync(new URL(`./assets/${name}`, import.meta.url))
  return { status: 200, headers: { 'Content-Type': contentType, 'Cache-Control': 'no-cache' }, body }
}

const STYLE = readAsset('sandbox.css', 'text/css; charset=utf-8')
const COPY = readAsset('copy.js', 'text/javascript; charset=utf-8')

export const handleStyle = (): Reply => STYLE
export const handleCopyScript = (): Reply => COPY
