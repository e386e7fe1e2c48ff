import 'server-only'
import { env } from '../env.js'
import type { FieldProblem } from '../field-problem'

// Words that everybody tries here first (OWASP ASVS 5.0, 6.1.2 and 6.2.11).
const wordsOfThisPlace = ['preauth', 'preauthenticate', 'portal', 'preauthportal', 'invantive', 'exact', 'exactonline', 'oauth', 'settings']

let common: Promise<ReadonlySet<string>> | undefined

/** 49,000 passwords that leaked most often, from the list that zxcvbn judges by. Read when it is first needed. */
const loadCommon = async () => {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set<string>(dictionary['passwords-common'] as string[])
}

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
const withoutEnds = (text: string) => text.replace(/^\d+|(?<!\d)\d+$/g, '')

/**
 * Why a password of the right length is refused all the same: it stands on the list of those that are tried first, or it is a word of this place,
 * or of its user's address, with or without digits around it. Null: it may be taken.
 */
export async function judgePassword(password: string, email: string): Promise<FieldProblem | null> {
  if ((await (common ??= loadCommon())).has(password.normalize('NFC').toLowerCase())) return 'passwordCommon'
  const [name = '', domain = ''] = email.split('@')
  const near = [...wordsOfThisPlace, env.PORTAL_NAME, email, name, domain, domain.split('.')[0] ?? ''].map(plain).filter(Boolean)
  return near.some((word) => word === plain(password) || word === withoutEnds(plain(password))) ? 'passwordNear' : null
}
