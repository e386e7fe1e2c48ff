import type { SignUpRule } from '../account-settings.js'

/** What the sign-up page offers. `domains`: null for every address. */
export type SignUpOffer = { isOpen: true; domains: string[] | null } | { isOpen: false; isByInvitation: boolean }

/** Who may make an account by themselves (SIGN_UP). Pure. */
export function readOffer(rule: SignUpRule): SignUpOffer {
  if (rule.kind === 'open') return { isOpen: true, domains: null }
  if (rule.kind === 'domain') return { isOpen: true, domains: rule.domains }
  return { isOpen: false, isByInvitation: rule.kind === 'invite' }
}

/** Whether an address, normalised, is of one of the domains to the letter: neither a subdomain nor a longer name. Pure. */
export const isOfDomains = (email: string, domains: readonly string[] | null) =>
  domains === null || domains.includes(email.slice(email.lastIndexOf('@') + 1))
