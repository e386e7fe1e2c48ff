// How settings say what is wrong with them, and how what was meant is written: never with a part of the value.
import { z } from 'zod'

/**
 * A text that is refused with a sentence of its own.
 * @param {(text: string) => string | null} problemOf what is wrong; null where nothing is
 */
export const checkedText = (problemOf) =>
  z.string().superRefine((text, context) => {
    const message = problemOf(text)
    if (message) context.addIssue({ code: 'custom', message })
  })

/** @param {number} least @param {number} most */
export function numberBetween(least, most) {
  const message = `must be a number from ${least} to ${most}`
  return z.coerce.number(message).min(least, message).max(most, message)
}

/** @param {number} least @param {number} most */
export function countBetween(least, most) {
  const message = `must be a whole number from ${least} to ${most}`
  return z.coerce.number(message).int(message).min(least, message).max(most, message)
}

/** @template {string} Word @param {readonly [Word, ...Word[]]} words */
export const oneOf = (words) => z.enum(words, `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`)

const codes = new Map(Object.entries({ '%': '%25', '@': '%40', '/': '%2F', ':': '%3A', '?': '%3F', '#': '%23', '\\': '%5C' }))

/** @param {string} text */
function isDecodable(text) {
  try {
    return decodeURIComponent(text) !== null
  } catch {
    return false
  }
}

/** Where an address ends before its host is read, or % begins nothing. A raw @ or : is read as it was meant. @param {string} part */
const isBroken = (part) => /[/?#\\]|%(?![0-9a-f]{2})/i.test(part) || !isDecodable(part)

/**
 * Whether user or password in an address are written as they are, and can't be: what is wrong, and how it is written.
 * @param {string} text
 * @returns {string | null}
 */
export function accountProblem(text) {
  const rest = /^\s*[a-z][a-z0-9+.-]*:\/\/([^]*)$/i.exec(text)?.[1] ?? ''
  // An @ in the value of an option is none of an account.
  const account = /^[^@?#]*\?[^@=&]+=/.test(rest) ? '' : rest.slice(0, Math.max(0, rest.lastIndexOf('@')))
  const colon = account.indexOf(':')
  if (colon < 0 && /[/?#]/.test(account)) return null
  const [user, password] = colon < 0 ? [account, ''] : [account.slice(0, colon), account.slice(colon + 1)]
  const part = isBroken(user) ? 'user' : isBroken(password) ? 'password' : null
  if (!part) return null
  const signs = new Set((part === 'user' ? user : password).match(/[@/:?#\\]|%(?![0-9a-f]{2})/gi))
  const how = [...signs].map((sign) => `${codes.get(sign)} for ${sign}`).join(', ') || '%C3%A9 for é, in UTF-8'
  return `holds special characters in its ${part} that must be percent-encoded there: ${how}. The password p@ss/1 of mila is written mila:p%40ss%2F1@`
}

const example = 'https://portal.example.com'

/** @param {string} text @returns {string | null} */
export function webAddressProblem(text) {
  if (!/^\s*https?:\/\//i.test(text) || !URL.canParse(text)) return `must be a web address with https:// or http:// in front, as ${example}`
  const { username, password, search, hash } = new URL(text)
  if (username || password) return `must be a web address without user and password, as ${example}`
  return search || hash ? `must be a web address without ? and # and what follows them, as ${example}` : null
}

/** @param {string} text @returns {string | null} */
export function portalProblem(text) {
  const isAtRoot = () => new URL(text).pathname === '/'
  return (
    webAddressProblem(text) ??
    (isAtRoot() ? null : `must be an address without a path, as ${example}: the portal stands at the root of a name of its own`)
  )
}

/** @param {string} text @returns {string | null} */
export const databaseProblem = (text) =>
  /^(file:.|postgres(ql)?:\/\/)/.test(text)
    ? accountProblem(text)
    : 'must begin with file: or postgresql://, as file:./data/portal.db or postgresql://user:password@db.example.com:5432/portal'

/** In an env file of Docker quotation marks are part of the value. @param {string | undefined} text */
export const quotesHint = (text = '') => (/^(["'`]).*\1$/s.test(text.trim()) ? ' (it stands in quotation marks: leave them out)' : '')
