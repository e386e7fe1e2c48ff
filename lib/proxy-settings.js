// How HTTPS_PROXY, HTTP_PROXY, NO_PROXY and SMTP_PROXY are read: by lib/env.js, which refuses what is malformed, and by lib/http-client/ and lib/mail/, which go that way.
import { BlockList, isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { accountProblem, checkedText } from './setting-problems.js'

/**
 * @typedef {object} ProxyServer
 * @property {string} name host and port: all of it that may be shown or logged
 * @property {boolean} isSecure `https://`: the proxy itself is spoken to over TLS
 * @property {string} host without brackets
 * @property {number} port
 * @property {string | null} authorization `Basic …` (RFC 7617)
 * @property {string} href all of it as a URL
 */

/** @typedef {(host: string, port: number) => boolean} Exemption `host` as a URL has it, without brackets */

/** @param {string} host of a URL */
export const withoutBrackets = (host) => host.replace(/^\[|\]$/g, '')

/**
 * `http://user:password@proxy.example.com:3128`. As in curl and Go, the scheme may be left out; the port is then, as with any address, that of the scheme.
 * @param {string} text
 * @returns {ProxyServer | null}
 */
export function readProxyUrl(text) {
  const whole = text.trim()
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(whole) ? whole : `http://${whole}`
  if (!URL.canParse(address)) return null
  const { href, protocol, host, hostname, port, username, password, pathname, search, hash } = new URL(address)
  if ((protocol !== 'http:' && protocol !== 'https:') || pathname !== '/' || search || hash || (password && !username)) return null
  const isSecure = protocol === 'https:'
  const ownPort = Number(port) || (isSecure ? 443 : 80)
  try {
    const account = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    const authorization = username ? `Basic ${Buffer.from(account).toString('base64')}` : null
    return { name: port ? host : `${host}:${ownPort}`, isSecure, host: withoutBrackets(hostname), port: ownPort, authorization, href }
  } catch {
    return null
  }
}

/** @param {string} address @param {number} [bits] @returns {((host: string) => boolean) | null} */
function readRange(address, bits) {
  const version = isIP(address)
  if (version === 0 || (bits !== undefined && bits > (version === 4 ? 32 : 128))) return null
  const list = new BlockList()
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (bits === undefined) list.addAddress(address, family)
  else list.addSubnet(address, bits, family)
  return (host) => isIP(host) !== 0 && list.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6')
}

/** With a dot in front or without, it is the name and all below it, as curl reads it. @param {string} text @returns {((host: string) => boolean) | null} */
function readName(text) {
  const name = domainToASCII(text.replace(/^\*?\./, '').replace(/\.$/, ''))
  if (!/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(name) || /^[\d.]+$/.test(name)) return null
  return (host) => host === name || host.endsWith(`.${name}`)
}

/** @param {string} entry @returns {Exemption | null} */
function readExemption(entry) {
  if (entry === '*') return () => true
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(entry) ?? []
  if (address) return readRange(withoutBrackets(address), Number(bits))
  const whole = readRange(withoutBrackets(entry))
  if (whole) return whole
  const [, place = entry, port] = /^(\[[^\]]+\]|[^:]+):(\d{1,5})$/.exec(entry) ?? []
  const matches = readRange(withoutBrackets(place)) ?? readName(place)
  return matches && ((host, itsPort) => matches(host) && (!port || Number(port) === itsPort))
}

/**
 * `.example.com, intranet:8080, 10.0.0.0/8, [fd00::1], *`: separated by commas or blanks, as curl and Go read them. An address counts where the call names one;
 * no name is looked up for it.
 * @param {string} text
 * @returns {Exemption[] | null} null where one of them is malformed
 */
export function readNoProxy(text) {
  const exemptions = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(readExemption)
  return exemptions.includes(null) ? null : /** @type {Exemption[]} */ (exemptions)
}

/** @param {URL} url @param {Exemption[]} exemptions */
export function isExempt({ protocol, hostname, port }, exemptions) {
  const host = withoutBrackets(hostname).replace(/\.$/, '')
  return exemptions.some((matches) => matches(host, Number(port) || (protocol === 'https:' ? 443 : 80)))
}

/** @param {string} text */
function proxyProblem(text) {
  if (readProxyUrl(text)) return null
  if (/^\s*socks/i.test(text)) return 'must be an HTTP proxy, as http://proxy.example.com:3128: the portal does not speak SOCKS'
  return accountProblem(text) ?? 'must be an HTTP proxy, as http://proxy.example.com:3128 or http://user:password@proxy.example.com:3128'
}

/** @param {string} text */
const noProxyProblem = (text) =>
  readNoProxy(text)
    ? null
    : 'must be names and addresses without scheme and path, as .example.com,intranet:8080,10.0.0.0/8; a network is not written 10.* but 10.0.0.0/8'

const proxy = checkedText(proxyProblem).trim()

export const proxySettings = {
  HTTPS_PROXY: proxy.optional(),
  HTTP_PROXY: proxy.optional(),
  NO_PROXY: checkedText(noProxyProblem).optional(),
  SMTP_PROXY: proxy.optional(),
}

const twoSpellings = /** @type {const} */ (['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'])

/**
 * What is set, by its name in capitals. Other programs read the names of these three in small letters, too, and not all in the same order.
 * @param {Record<string, string | undefined>} source
 */
export function givenOnce(source) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const problems = []
  for (const name of twoSpellings) {
    const small = given[name.toLowerCase()]
    if (small && given[name] && small !== given[name])
      problems.push(`${name} and ${name.toLowerCase()} say different things: keep one of them`)
    given[name] ??= small
  }
  return { given, problems }
}
