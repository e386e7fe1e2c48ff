const firstSegments = [
  'brand',
  'account',
  'administration',
  'change-email',
  'confirm',
  'forgot-password',
  'join',
  'reset',
  'sign-on',
  'api',
  'apps',
  'callback',
  'csp-report',
  'design',
  'find',
  'health',
  'help',
  'icon.svg',
  'login',
  'metrics',
  'preauthenticate',
  'ready',
  'settings',
  'sign-up',
]
const furtherSegments = [
  ...['auth', 'callback', 'credentials', 'csrf', 'error', 'providers', 'session', 'signin', 'signout', 'verify-request'],
  ...['delete', 'download', 'exact-online', 'go', 'health', 'new', 'activity'],
  ...['authenticator', 'email', 'export', 'leave', 'passkeys', 'recovery-codes', 'second-factor', 'set-up', 'users'],
]
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * The address of a request as a log may hold it: known words only, for a path can hold anything, a code or a token pasted by mistake among it. Pure.
 * @param {string} target path and query, as the request says
 */
export function routeOf(target) {
  const path = target.split(/[?#]/, 1)[0] ?? ''
  if (path === '/') return '/'
  if (path.startsWith('/_next/')) return '/_next'
  const [, first = '', ...further] = path.split('/')
  if (!path.startsWith('/') || !firstSegments.includes(first)) return 'other'
  const rest = further.slice(0, 4).map((segment) => (uuid.test(segment) ? '[id]' : furtherSegments.includes(segment) ? segment : '[else]'))
  return ['', first.replace('.', '-'), ...rest].join('/')
}
