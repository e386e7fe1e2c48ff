import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'

/** A real answer as it may arrive all the same: packed, mislabelled, followed by something, cut, odd in its encoding. Its tokens stay what they are. */
type Wrapping = { body?: (json: string) => string | Buffer; headers?: Record<string, string> }
type Fields = Record<string, unknown>

const bytes = (...parts: (string | Buffer | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)))
const body = (wrap: (json: string) => string | Buffer, headers?: Record<string, string>): Wrapping => ({
  body: wrap,
  ...(headers && { headers }),
})
const fields = (change: (fields: Fields) => unknown) => body((json) => JSON.stringify(change(JSON.parse(json) as Fields)))
const token = (change: (token: string) => string) =>
  fields(({ refresh_token, ...rest }) => ({ ...rest, refresh_token: change(String(refresh_token)) }))
const named = (names: [string, string][]) =>
  fields((all) => Object.fromEntries(Object.entries(all).map(([key, value]) => [new Map(names).get(key) ?? key, value])))

const swapped = (json: string) => Buffer.from(json, 'utf16le').swap16()
const utf32 = (json: string) => Buffer.concat([...json].map((sign) => bytes(sign, [0, 0, 0])))
/** A frame of one block as it is (RFC 8878, 3.1.1), with its content size in two bytes. */
function zstd(json: string): Buffer {
  const data = Buffer.from(json)
  const [size, block] = [data.length - 256, data.length * 8 + 1]
  return bytes([0x28, 0xb5, 0x2f, 0xfd, 0x60, size & 255, size >> 8, block & 255, (block >> 8) & 255, block >> 16], data)
}
const chunked = (json: string) =>
  [json.slice(0, 100), json.slice(100), ''].map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join('')
const wrongChecksum = (json: string) => {
  const packed = gzipSync(json)
  packed[packed.length - 8]! ^= 1
  return packed
}
const element = (json: string) =>
  Object.entries(JSON.parse(json) as Fields).map(([name, value]) => `<${name}>${String(value).replaceAll('&', '&amp;')}</${name}>`)
const html = '<!DOCTYPE html><html><head><style>p { color: red }</style></head><body><p>{ served }</p></body></html>'
const notice = '<br />\n<b>Notice</b>: Undefined index: {"x"} in <b>/srv/token.php</b> on line <b>12</b><br />\n'

export const WRAPPINGS = {
  'gzip-unnamed': body((json) => gzipSync(json)),
  'zlib-unnamed': body((json) => deflateSync(json)),
  'deflate-unnamed': body((json) => deflateRawSync(json)),
  'brotli-unnamed': body((json) => brotliCompressSync(json)),
  'zstd-unnamed': body(zstd),
  'gzip-twice': body((json) => gzipSync(gzipSync(json))),
  'gzip-followed': body((json) => bytes(gzipSync(json), '<!-- served by a proxy -->\n')),
  'gzip-without-its-end': body((json) => gzipSync(json).subarray(0, -8)),
  'gzip-cut-behind-the-object': body((json) => gzipSync(json + html.repeat(20)).subarray(0, -12)),
  'gzip-wrong-checksum': body(wrongChecksum),
  'gzip-in-base64': body((json) => gzipSync(json).toString('base64')),
  base64: body((json) => Buffer.from(json).toString('base64')),
  'chunked-twice': body(chunked),
  'gzip-named-and-plain': { headers: { 'Content-Encoding': 'gzip' } },
  'brotli-named-and-plain': { headers: { 'Content-Encoding': 'br' } },
  'brotli-named-and-gzip': body((json) => gzipSync(json), { 'Content-Encoding': 'br' }),
  'gzip-named': body((json) => gzipSync(json), { 'Content-Encoding': 'gzip' }),
  'unknown-encoding-named': { headers: { 'Content-Encoding': 'x-none' } },
  'charset-utf-16-named': { headers: { 'Content-Type': 'application/json; charset=utf-16' } },
  'length-too-large': body((json) => json, { 'Content-Length': '5000' }),

  'utf-16le': body((json) => Buffer.from(json, 'utf16le')),
  'utf-16be': body(swapped),
  'utf-16le-mark': body((json) => bytes([0xff, 0xfe], Buffer.from(json, 'utf16le'))),
  'utf-16be-mark': body((json) => bytes([0xfe, 0xff], swapped(json))),
  'utf-32le': body(utf32),
  'latin-1': body((json) => Buffer.from(json.replace('{', '{"company":"Café d\u2019Or",').replace('\u2019', "'"), 'latin1')),
  'two-marks': body((json) => `\uFEFF\uFEFF${json}`),

  'html-behind': body((json) => json + html),
  'comment-behind': body((json) => `${json}\n<!-- 12 ms -->`),
  'script-comment-behind': body((json) => `${json} /* {"x":1} */`),
  'second-object-behind': body((json) => `${json}\n{"traceId":"1"}`),
  'nuls-behind': body((json) => json + '\0'.repeat(600)),
  'blank-lines-behind': body((json) => json + '\r\n'.repeat(30_000)),
  'much-behind': body((json) => json + html.repeat(1_000)),
  'guard-in-front': body((json) => `)]}',\n${json}`),
  'loop-in-front': body((json) => `while(1);${json}`),
  'notice-in-front': body((json) => notice + json),
  'html-in-front': body((json) => html + json),
  'object-in-front': body((json) => `{"level":"info"}\n${json}`),
  'blanks-in-front': body((json) => '\n \t'.repeat(2_000) + json),
  'nuls-in-front': body((json) => '\0\0\0' + json),
  multipart: body((json) => `--b\r\nContent-Type: application/json\r\n\r\n${json}\r\n--b--\r\n`, {
    'Content-Type': 'multipart/mixed; boundary=b',
  }),
  event: body((json) => `event: token\ndata: ${json}\n\n`, { 'Content-Type': 'text/event-stream' }),

  jsonp: body((json) => `/**/callback(${json});`),
  'json-in-a-string': body((json) => JSON.stringify(json)),
  'json-in-a-string-twice': body((json) => JSON.stringify(JSON.stringify(json))),
  'json-in-a-field': body((json) => JSON.stringify({ statusCode: 200, body: json })),
  'in-an-array': fields((all) => [all]),
  'in-d': fields((all) => ({ d: all })),
  'in-d-results': fields((all) => ({ d: { results: [all] } })),
  'in-data': fields((all) => ({ status: 'ok', error: null, data: all })),
  'in-an-object-that-does-not-close': body((json) => `{"result":${json},"took":1`),
  'in-a-page': body((json) => `<html><body><pre>${json.replaceAll('"', '&quot;')}</pre></body></html>`, { 'Content-Type': 'text/html' }),
  'percent-encoded': body((json) => encodeURIComponent(json)),
  form: body((json) => new URLSearchParams(JSON.parse(json) as Record<string, string>).toString(), {
    'Content-Type': 'application/x-www-form-urlencoded',
  }),
  lines: body((json) =>
    Object.entries(JSON.parse(json) as Fields)
      .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}\r\n`)
      .join(''),
  ),
  xml: body((json) => `<?xml version="1.0"?><OAuth>${element(json).join('')}</OAuth>`, { 'Content-Type': 'application/xml' }),
  'no-closing-bracket': body((json) => json.slice(0, -1)),
  'comma-too-many': body((json) => json.replace(/\}$/, ',}')),
  'comment-inside': body((json) => json.replace('{', '{ // tokens\n')),
  'single-quotes': body((json) => json.replaceAll('"', "'")),
  'bare-names': body((json) => json.replaceAll(/"(\w+)":/g, '$1: ')),

  'token-with-a-line-break': token((text) => `${text}\r\n`),
  'token-with-blanks': token((text) => `  ${text}\t `),
  'token-with-a-mark': token((text) => `\uFEFF${text}`),
  'token-with-zero-widths': token((text) => `\u200B${text}\u200D\u2060`),
  'token-with-a-nul': token((text) => `${text}\0`),
  'camel-case-names': named([
    ['refresh_token', 'refreshToken'],
    ['access_token', 'accessToken'],
  ]),
  'capital-names': named([
    ['refresh_token', 'Refresh_Token'],
    ['access_token', 'ACCESS_TOKEN'],
  ]),
  'content-type-octets': { headers: { 'Content-Type': 'application/octet-stream' } },
} satisfies Record<string, Wrapping>

export type WrappingName = keyof typeof WRAPPINGS
export const getWrapping = (name: string): Wrapping | undefined =>
  Object.hasOwn(WRAPPINGS, name) ? WRAPPINGS[name as WrappingName] : undefined
