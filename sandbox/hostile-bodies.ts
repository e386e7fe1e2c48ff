import { gzipSync } from 'node:zlib'

import type { Reply } from './reply'

/** Answers no honest server gives. A client must bound what it reads, what it unpacks and how deep it parses. */
const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' }

/** 50 MB, streamed without a length. */
export function hugeBody(): Reply {
  return { status: 200, headers: JSON_TYPE, body: 'A'.repeat(64 * 1024), repeatBody: 800 }
}

export function deepNesting(): Reply {
  const depth = 100_000
  return { status: 200, headers: JSON_TYPE, body: `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}` }
}

let bomb: Buffer | undefined

/** About 100 kB on the wire, 100 MB unpacked. */
export function gzipBomb(): Reply {
  bomb ??= gzipSync(Buffer.concat([Buffer.from('{"access_token":"'), Buffer.alloc(100 * 1024 * 1024, 'A'), Buffer.from('"}')]))
  return { status: 200, headers: { ...JSON_TYPE, 'Content-Encoding': 'gzip' }, body: bomb }
}

/** An error whose description is ISO 8859-1: its é is not valid UTF-8. */
export function latin1(): Reply {
  const body = Buffer.from('{"error":"invalid_request","error_description":"Accès refusé"}', 'latin1')
  return { status: 400, headers: { 'Content-Type': 'application/json; charset=iso-8859-1' }, body }
}

/** A client that follows takes its secret to another address; `/elsewhere` counts whoever comes. */
export function redirectElsewhere(status: number): Reply {
  return { status, headers: { Location: '/elsewhere' }, body: '' }
}
