/** The portal's addresses by their first segment: what follows it, where that may be named. Everything else behind it is `[else]`. */
const known = new Map(
  Object.entries({
    account: ['activity', 'authenticator', 'email', 'export', 'leave', 'passkeys', 'recovery-codes'],
    administration: ['activity', 'state', 'users/[id]', 'users/[id]/delete'],
    api: [
      'health',
      ...['callback/credentials', 'csrf', 'error', 'providers', 'session', 'signin', 'signin/credentials', 'signout', 'verify-request'].map(
        (name) => `auth/${name}`,
      ),
    ],
    apps: ['[id]', '[id]/delete', 'new'],
    callback: ['exact-online'],
    login: ['second-factor', 'set-up'],
    preauthenticate: ['[id]', '[id]/go'],
    settings: ['[id]', '[id]/delete', '[id]/download'],
    'sign-on': ['callback'],
    ...Object.fromEntries(
      [
        ...['brand', 'change-email', 'confirm', 'csp-report', 'design', 'find', 'forgot-password', 'health', 'help', 'icon.svg', 'join'],
        ...['metrics', 'ready', 'reset', 'sign-up'],
      ].map((name) => [name, []]),
    ),
  }),
)
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * The address of a request as a log may hold it, and a number that is counted: one of a fixed list, for a path can hold anything, a code or a token pasted
 * by mistake among it, and nobody is to make up names by the million. Pure.
 * @param {string} target path and query, as the request says
 */
export function routeOf(target) {
  const path = target.split(/[?#]/, 1)[0] ?? ''
  if (path === '/') return '/'
  if (path.startsWith('/_next/')) return '/_next'
  const [, first = '', ...further] = path.split('/', 6)
  const names = path.startsWith('/') ? known.get(first) : undefined
  if (!names) return 'other'
  const name = `/${first.replace('.', '-')}`
  if (further.length === 0) return name
  const rest = further.map((segment) => (uuid.test(segment) ? '[id]' : segment)).join('/')
  return `${name}/${names.includes(rest) ? rest : '[else]'}`
}
