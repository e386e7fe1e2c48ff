// Headers and queries that once opened, crashed or misled a Next.js: by the advisory, or by what they imitate.
export const closedPages = ['/account', '/settings', '/apps', '/preauthenticate']

const tree = (value: unknown) => encodeURIComponent(JSON.stringify(value))

/** Each is sent to pages and actions that are for users, by nobody. */
export const headersOfAttacks: Record<string, Record<string, string>> = {
  'x-middleware-subrequest (CVE-2025-29927)': { 'X-Middleware-Subrequest': 'middleware:middleware:middleware:middleware:middleware' },
  'x-middleware-subrequest of src/proxy': { 'X-Middleware-Subrequest': 'src/proxy:src/proxy:src/proxy:src/proxy:src/proxy' },
  'x-middleware-subrequest with an id': { 'X-Middleware-Subrequest-Id': '0'.repeat(16), 'X-Middleware-Subrequest': 'pages/_middleware' },
  'x-middleware-prefetch': { 'X-Middleware-Prefetch': '1', Purpose: 'prefetch' },
  'x-middleware-rewrite': { 'X-Middleware-Rewrite': 'https://evil.test/', 'X-Middleware-Next': '1' },
  'x-middleware-redirect': { 'X-Middleware-Redirect': 'https://evil.test/', Location: 'https://evil.test/' },
  'x-middleware-override-headers': { 'X-Middleware-Override-Headers': 'cookie', 'X-Middleware-Request-Cookie': 'preauth-portal.session=x' },
  'x-middleware-set-cookie': { 'X-Middleware-Set-Cookie': 'preauth-portal.session=x; Domain=evil.test' },
  'x-nextjs-data': { 'X-Nextjs-Data': '1' },
  'x-nextjs-rewrite': { 'X-Nextjs-Rewritten-Path': '/login', 'X-Nextjs-Rewritten-Query': 'x=1', 'X-Nextjs-Matched-Path': '/login' },
  'x-invoke': { 'X-Invoke-Path': '/login', 'X-Invoke-Query': '%7B%7D', 'X-Invoke-Output': '/login', 'X-Invoke-Status': '200' },
  'x-invoke-error': { 'X-Invoke-Status': '500', 'X-Invoke-Error': '{"message":"evil.test"}', 'X-Invocation-Id': 'x' },
  'x-now-route-matches (CVE-2024-46982)': { 'X-Now-Route-Matches': '1=login', 'X-Matched-Path': '/login' },
  'x-vercel': { 'X-Vercel-Id': 'x', 'X-Vercel-Forwarded-For': '127.0.0.1', 'X-Vercel-Protection-Bypass': 'x', 'X-Vercel-Sc-Headers': '{}' },
  'x-prerender-revalidate': { 'X-Prerender-Revalidate': 'x', 'X-Prerender-Revalidate-If-Generated': '1', Cookie: '__prerender_bypass=x' },
  'the preview cookies': { Cookie: '__prerender_bypass=x; __next_preview_data=x; next-instant-navigation-testing=1' },
  'next-resume': { 'Next-Resume': '1', 'X-Next-Resume-State-Length': '5' },
  'x-next-cache-tags': { 'X-Next-Cache-Tags': 'x', 'X-Next-Revalidated-Tags': '_N_T_/account', 'X-Next-Revalidate-Tag-Token': 'x' },
  'a host of another (CVE-2024-34351)': { Host: 'evil.test', 'X-Forwarded-Host': 'evil.test', 'X-Forwarded-Proto': 'https' },
  'a host with a path': { Host: 'localhost/evil.test', 'X-Forwarded-Host': 'evil.test, localhost' },
  'x-forwarded-prefix': { 'X-Forwarded-Prefix': '/login', 'X-Forwarded-Server': 'evil.test', 'X-Forwarded-Port': '1' },
  'x-original-url': { 'X-Original-Url': '/login', 'X-Rewrite-Url': '/login', 'X-Original-Host': 'evil.test' },
  'x-http-method-override': { 'X-Http-Method-Override': 'DELETE', 'X-Http-Method': 'PUT', 'X-Method-Override': 'PATCH' },
  'x-action-forwarded': { 'X-Action-Forwarded': '1' },
  'RSC without a tree': { RSC: '1' },
  'RSC with a tree of another page': {
    RSC: '1',
    'Next-Router-State-Tree': tree(['', { children: ['login', { children: ['__PAGE__', {}] }] }]),
  },
  'RSC that has all of the page': {
    RSC: '1',
    'Next-Router-State-Tree': tree([
      '',
      { children: ['(portal)', { children: ['account', { children: ['__PAGE__', {}] }] }] },
      null,
      'refetch',
    ]),
  },
  'RSC as a prefetch': { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Url': '/login' },
  'RSC as a prefetch of a segment': { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/_tree' },
  'RSC of a segment that climbs': { RSC: '1', 'Next-Router-Segment-Prefetch': '/../../account' },
  'next-url of another': { 'Next-Url': 'https://evil.test/', Referer: 'https://evil.test/' },
  'x-real-ip of this machine': { 'X-Real-Ip': '127.0.0.1', 'X-Forwarded-For': '127.0.0.1', 'X-Client-Ip': '127.0.0.1' },
  'x-portal': { 'X-Portal-Address': '127.0.0.1', 'X-Portal-Path': '//evil.test', 'X-Portal-User': 'x' },
  'a policy of its own': {
    'Content-Security-Policy': "script-src 'nonce-evil.test'",
    'Content-Security-Policy-Report-Only': "script-src 'nonce-x'",
  },
  Authorization: { Authorization: 'Bearer x', 'Proxy-Authorization': 'Basic x' },
}

export const queriesOfAttacks = [
  ...[
    '__nextDataReq=1',
    '__nextLocale=x',
    '__nextDefaultLocale=x',
    '__nextppronly=1',
    '__NEXT_INIT_QUERY=x',
    '_rsc=',
    '_rsc=x',
    '_rsc=1&_rsc=2',
  ],
  ...['nxtPid=x', 'nxtIid=x', 'x-matched-path=/login', '__proto__[x]=1', 'constructor=x', 'dpl=x', 'amp=1', '__flight__=1', 'error=x'],
]
