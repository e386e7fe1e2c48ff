// Holds the rules of the house: who may import whom, where the outside world is reached, and what a door begins with.
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { findBareTexts } from './support/bare-text'
import { codeOf, listExports, readSourceFiles, type Import, type SourceFile } from './support/source-files'

const files = readSourceFiles('app', 'components', 'lib')
const lib = files.filter(({ path }) => path.startsWith('lib/'))
const components = files.filter(({ path }) => path.startsWith('components/'))
const app = files.filter(({ path }) => path.startsWith('app/'))
const fileAt = (target: string) => files.find(({ path }) => path.replace(/\.\w+$/, '') === target)

type Rule = (file: SourceFile, one: Import) => boolean
/** `path → target` of every import that breaks the rule. */
const broken = (among: SourceFile[], isBroken: Rule) =>
  among.flatMap((file) => file.imports.filter((one) => isBroken(file, one)).map(({ target }) => `${file.path} → ${target}`))
const pathsWhere = (among: SourceFile[], test: (file: SourceFile) => boolean) => among.filter(test).map(({ path }) => path)

test('the rules look at something', () => {
  expect(app.length).toBeGreaterThan(20)
  expect(components.length).toBeGreaterThan(20)
  expect(lib.length).toBeGreaterThan(30)
  expect(fileAt('lib/preauthenticate')?.imports.map(({ target }) => target)).toContain('lib/oauth/return-url')
  expect(fileAt('lib/attempts/exchange-store')?.imports).toContainEqual({ target: 'lib/oauth/failures', isType: true, names: ['Failure'] })
})

describe('who may import whom', () => {
  test('nothing but app imports app', () => {
    expect(broken([...lib, ...components], (_, { target }) => target.startsWith('app/'))).toEqual([])
  })

  test('lib imports lib alone', () => {
    expect(broken(lib, (_, { target }) => /^(components|sandbox|scripts|tests)\//.test(target))).toEqual([])
  })

  test('no part of the portal imports the sandbox, the scripts or the tests', () => {
    expect(broken(files, (_, { target }) => /^(sandbox|scripts|tests)\//.test(target))).toEqual([])
  })

  test('components/ui knows nothing of the product', () => {
    const ui = components.filter(({ path }) => path.startsWith('components/ui/'))
    expect(
      broken(ui, (_, { target }) => /^(lib|components)\//.test(target) && !/^(components\/ui\/|lib\/i18n\/use-translations$)/.test(target)),
    ).toEqual([])
  })

  test('of lib, components import what a browser may hold: form-state, schemas, the failures', () => {
    const mayHold =
      /^lib\/(form-state|printable|user-agent|i18n\/(locale-names|translations|use-translations)|oauth\/(failures|mending)|apps\/(tidy-value|value-labels)|history\/(cursor|token-life)|settings\/(file-name|highlight|install-command)|\w+\/schema)$/
    expect(broken(components, (_, { target, isType }) => !isType && target.startsWith('lib/') && !mayHold.test(target))).toEqual([])
  })

  test('what a browser may hold pulls nothing of the server in', () => {
    const seen = new Set<string>()
    const visit = (target: string) => {
      if (seen.has(target)) return
      seen.add(target)
      for (const one of fileAt(target)?.imports ?? []) if (!one.isType) visit(one.target)
    }
    for (const { imports } of components) for (const { target, isType } of imports) if (!isType) visit(target)
    expect([...seen].filter((target) => /^(server-only|node:|@prisma|next-auth|lib\/(env|db|vault|generated))/.test(target))).toEqual([])
    expect(seen).toContain('lib/form-state')
  })
})

describe('stations', () => {
  // Any station may stand on these.
  const ground =
    /^lib\/(brand\/.*|env|(account|next|sign-on|mail|proxy)-settings|setting-problems|user-agent|start-problems|http-client\/.*|db|log|metrics|log\/.*|request-context|bounded-text|printable|deletion|form-state|field-problem|i18n\/(?!request).*|generated\/.*|databases\/.*|vault\/.*)$/
  // Where stations meet.
  const stories = [
    'lib/preauthenticate.ts',
    'lib/exchange.ts',
    'lib/attempt-outcome.ts',
    'lib/open-attempt.ts',
    'lib/inspect-return-url.ts',
    'lib/recover-exchanges.ts',
    'lib/kept-answers.ts',
    'lib/jobs.ts',
    'lib/start.ts',
    'lib/enter.ts',
    'lib/entrance.ts',
    'lib/second-factor.ts',
    'lib/passkey-entrance.ts',
    'lib/sign-on-entrance.ts',
    'lib/enrolment.ts',
    'lib/join.ts',
    'lib/confirm-identity.ts',
    'lib/own-log-in.ts',
    'lib/recover-password.ts',
    'lib/change-password.ts',
    'lib/change-email.ts',
    'lib/own-factors.ts',
    'lib/prove-passkey.ts',
    'lib/export-user.ts',
    'lib/leave.ts',
    'lib/give-up-office.ts',
    'lib/administer.ts',
    'lib/operate.ts',
    'lib/give-secret.ts',
    'lib/note.ts',
    'lib/delete-user.ts',
    'lib/readiness.ts',
    'lib/try-ways-out.ts',
    'lib/render-metrics.ts',
    'lib/i18n/request.ts',
  ]
  // The front door runs unbundled and needs the providers' origins, which are data: a table of host names in plain JavaScript.
  const exceptions = ['lib/http/security-headers.mjs → lib/providers/origins']
  const stationOf = (path: string) => /^lib\/([\w-]+)\//.exec(path)?.[1]

  test('do not import each other’s code', () => {
    const found = broken(
      lib.filter(({ path }) => !stories.includes(path)),
      ({ path }, { target, isType }) => {
        if (isType || !target.startsWith('lib/') || ground.test(target)) return false
        return stationOf(path) !== stationOf(target)
      },
    )
    expect(found).toEqual(exceptions)
  })

  test('the ground stands on ground alone', () => {
    const grounds = lib.filter(({ path }) => ground.test(path.replace(/\.\w+$/, '')))
    expect(broken(grounds, (_, { target, isType }) => !isType && target.startsWith('lib/') && !ground.test(target))).toEqual([])
  })

  test('only doors and stories ask the catalogue', () => {
    const mayAsk = (path: string) => path.startsWith('app/') || path.startsWith('lib/providers/') || stories.includes(path)
    expect(broken(files, ({ path }, { target }) => target === 'lib/providers/catalogue' && !mayAsk(path))).toEqual([])
  })

  test('the stories are stories: nothing below them asks them', () => {
    const targets = stories.map((path) => path.replace('.ts', ''))
    const below = lib.filter(({ path }) => !stories.includes(path))
    expect(broken(below, (_, { target }) => targets.includes(target))).toEqual([])
  })
})

describe('the outside world', () => {
  const isStore = ({ path }: SourceFile) => /^lib\/(db\.ts$|databases\/)|\/([\w-]+-)?store\.ts$/.test(path)

  test('the database is reached from db.ts and the stores alone', () => {
    const reaches: Rule = (file, { target, names }) => {
      if (/^(@prisma|better-sqlite3$|pg$|lib\/generated)/.test(target)) return !isStore(file)
      return target === 'lib/db' && names.includes('db') && !isStore(file)
    }
    expect(broken(files, reaches)).toEqual([])
  })

  test('the network is reached through lib/http-client alone, and OAuth is spoken in lib/oauth and lib/sign-on', () => {
    // The queue's word for taking a job is the same.
    const reaches = (file: SourceFile) => /(?<!\bboss\.)\bfetch\s*\(|XMLHttpRequest|sendBeacon|WebSocket/.test(codeOf(file))
    expect(pathsWhere(files, reaches)).toEqual([])
    const mayReach = ({ path }: SourceFile) => path.startsWith('lib/http-client/')
    expect(
      broken(files, (file, { target, isType }) => !isType && /^(node:(http|https|net|tls)|undici)$/.test(target) && !mayReach(file)),
    ).toEqual(['lib/http/guard.mjs → node:net', 'lib/proxy-settings.js → node:net'])
    const speaks = ({ path }: SourceFile) => /^lib\/(oauth|sign-on)\//.test(path)
    expect(broken(files, (file, { target }) => target === 'oauth4webapi' && !speaks(file))).toEqual([])
    expect(codeOf(fileAt('lib/proxy-settings') as SourceFile)).toMatch(/import \{ BlockList, isIP \} from 'node:net'/)
    expect(codeOf(fileAt('lib/http/guard') as SourceFile)).toMatch(/import \{ isIP \} from 'node:net'/)
    expect(broken(files, (_, { target }) => target === 'pg-boss')).toEqual(['lib/jobs/queue.mjs → pg-boss'])
    expect(broken(files, (_, { target }) => target.startsWith('nodemailer'))).toEqual(['lib/mail/transport.ts → nodemailer'])
  })

  test('passkeys, codes of apps and their pictures are read and made in one place each', () => {
    const places = { '@simplewebauthn/server': 'passkeys', otpauth: 'totp', uqr: 'totp' }
    for (const [name, place] of Object.entries(places)) {
      const uses = ({ imports }: SourceFile) => imports.some(({ target }) => target === name || target.startsWith(`${name}/`))
      expect([name, ...pathsWhere(files, uses)]).toEqual([name, `lib/factors/${place}.ts`])
    }
  })

  test('a token call waits longer than the 35 seconds that one once took, and is not repeated', () => {
    const code = codeOf(fileAt('lib/oauth/token-exchange') as SourceFile)
    const deadlineMs = Number(/deadlineMs = ([\d_]+)/.exec(code)?.[1]?.replaceAll('_', ''))
    expect(deadlineMs).toBeGreaterThanOrEqual(60_000)
    expect(code.match(/\bcall\(request\.tokenUrl, \{[^}]*\bdeadlineMs,/g)).toHaveLength(1)
    expect(code.match(/authorizationCodeGrantRequest\(/g)).toHaveLength(1)
  })

  test('single sign-on waits ten seconds for an answer, reads no more of it than is sensible, and fetches in one place', () => {
    const station = lib.filter(({ path }) => path.startsWith('lib/sign-on/'))
    expect(broken(station, (_, { target }) => target === 'lib/http-client/call')).toEqual([
      'lib/sign-on/provider.ts → lib/http-client/call',
    ])
    const code = codeOf(fileAt('lib/sign-on/provider') as SourceFile)
    expect(code.match(/\bcall\(/g)).toHaveLength(1)
    for (const part of ['deadlineMs = 10_000', 'deadlineMs, maximumBytes }', 'decompress(answer.bytes, encoding, maximumBytes)'])
      expect(code).toContain(part)
    // Each call of the library that reaches the network has the deadline and the limit, and none is made twice.
    const calls = station.flatMap((file) => codeOf(file).match(/oauth\.\w+(Request|Signature)\((?:[^()]|\([^()]*\))*\)/g) ?? [])
    expect(calls).toHaveLength(5)
    expect(calls.filter((call) => !call.endsWith('callOptions())'))).toEqual([])
  })

  test('the environment is read in env.js alone', () => {
    expect(pathsWhere(files, (file) => /process\s*\.\s*env|process\[/.test(codeOf(file)))).toEqual(['lib/env.js'])
  })

  test.each([
    'lib/oauth/return-url',
    'lib/oauth/return-url-doctor',
    'lib/oauth/mending',
    'lib/oauth/decodings',
    'lib/oauth/find-return-url',
    'lib/oauth/answer-in-text',
    'lib/oauth/same-site',
    'lib/oauth/strict-return-url',
    'lib/oauth/return-url-spans',
    'lib/oauth/reported-error',
    'lib/oauth/token-answer',
    'lib/oauth/raw-answer',
    'lib/oauth/decode-text',
    'lib/oauth/find-objects',
    'lib/oauth/find-named-values',
    'lib/oauth/find-answer',
    'lib/oauth/token-text',
    'lib/oauth/authorization-url',
    'lib/oauth/failures',
    'lib/sign-on/trust',
    'lib/sign-on/person',
    'lib/sign-on/mail-address',
    'lib/sign-on/failures',
    'lib/sign-on/read-failure',
    'lib/sign-on/schema',
    'lib/settings/connection-string',
    'lib/settings/settings-xml',
    'lib/settings/encrypt-statement',
    'lib/settings/masked',
    'lib/settings/highlight',
    'lib/settings/name',
    'lib/settings/file-name',
    'lib/settings/format',
    'lib/apps/clean-values',
    'lib/apps/read-block',
    'lib/apps/tidy-value',
    'lib/apps/tidy-fields',
    'lib/history/cursor',
    'lib/mail/letter',
    'lib/mail/render-text',
    'lib/mail/render-html',
    'lib/mail/build-mail',
    'lib/mail-settings',
    'lib/form-state',
    'lib/printable',
    'lib/http/security-headers',
  ])('%s is pure: no clock, no randomness, no environment, no I/O', (target) => {
    const file = fileAt(target) as SourceFile
    const code = codeOf(file)
    expect(code).not.toMatch(
      /\bDate\.now|new Date\(\s*\)|\bperformance\.|Math\.random|\brandom(Bytes|UUID|Int)|getRandomValues|setTimeout|setInterval/,
    )
    expect(code).not.toMatch(/\bfetch\s*\(|process\.|console\.|globalThis|localStorage|document\.(cookie|location)|\bwindow\./)
    expect(
      broken(
        [file],
        (_, { target: imported, isType }) => !isType && /^(node:|server-only|next|@prisma|lib\/(env|db|vault))/.test(imported),
      ),
    ).toEqual([])
  })

  test('what is only for the server says so', () => {
    const needsIt = (file: SourceFile) =>
      /^lib\/(accounts|apps|attempts|history|vault|oauth|factors|mail|sign-on|http-client)\//.test(file.path) &&
      file.imports.some(({ target }) => /^(node:|lib\/(db|env|vault))/.test(target))
    const says = ({ imports }: SourceFile) => imports.some(({ target }) => target === 'server-only')
    expect(pathsWhere(lib, (file) => needsIt(file) && !says(file))).toEqual([])
    expect(pathsWhere(lib, (file) => isStore(file) && !says(file))).toEqual([])
  })
})

describe('doors', () => {
  const asksWho = /^(const \w+ = )?await require(User|Administrator)\(\)$/
  const asksForOffice = /^(const \w+ = )?await requireAdministrator\(\)$/
  const isOfAdministration = ({ path }: SourceFile) => path.startsWith('app/(portal)/administration/')
  const actionFiles = app.filter(({ text }) => /^['"]use server['"]/.test(text.trimStart()))

  const stores = [
    ...['apps/store', 'attempts/store', 'attempts/exchange-store', 'history/store', 'history/new-file-store', 'sign-on/identity-store'],
    ...['factors/store', 'factors/totp-store', 'factors/recovery-code-store', 'factors/passkey-store'],
  ]
  // Whoever holds an attempt says whose it is: a Hold has the owner in it. And whom a provider vouches for was judged (lib/sign-on/trust.ts).
  const asksForOwner = /^(userId: UserId( \| JudgedUserId)?|hold: Hold|one: Hold \| \{ userId: UserId; id: string \})$/
  const exempt: Record<string, string[]> = {
    // Nobody is logged in yet: this is how they come in.
    'factors/passkey-store': ['findPasskey'],
    'sign-on/identity-store': ['findAccount', 'findIdentity'],
    // An administrator asks, about somebody else, whom a plain id names.
    'factors/store': ['deleteFactors', 'factorRemovals'],
  }

  test.each(stores)('every function of %s asks for the owner first, or touches no row', (store) => {
    const functions = listExports(fileAt(`lib/${store}`) as SourceFile).filter(({ name }) => !name.endsWith('(no function)'))
    expect(functions.length).toBeGreaterThan(1)
    const touchesRows = ({ body }: { body: string }) => /\bdb\b|\bfindRow\(/.test(body)
    const others = functions.filter((one) => touchesRows(one) && !asksForOwner.test(one.parameters[0] ?? '')).map(({ name }) => name)
    expect(others.sort()).toEqual(exempt[store] ?? [])
  })

  test.each(stores)('every query of %s names the owner', (store) => {
    const code = codeOf(fileAt(`lib/${store}`) as SourceFile)
    const isExempt = (part: string) => (exempt[store] ?? []).some((name) => part.includes(` ${name}`))
    for (const part of code.split(/\n(?=export |async function|const |function )/))
      if (/\bdb\.\w+\./.test(part) && !isExempt(part))
        expect(part.replace('userId: UserId', '')).toMatch(/[{,]\s*userId\b|userId: one\.userId|\bheld\(hold\)/)
  })

  test('what acts for nobody is asked by the portal itself, when it starts and when it tidies up; administrators see a count', () => {
    const forNobody = ['lib/attempts/recovery-store', 'lib/attempts/kept-answer-store', 'lib/vault/rotation-store']
    const ask = (target: string) => files.filter(({ imports }) => imports.some((one) => one.target === target)).map(({ path }) => path)
    expect(forNobody.map(ask)).toEqual([
      ['lib/recover-exchanges.ts'],
      ['app/(portal)/administration/state/read-facts.ts', 'lib/jobs.ts', 'lib/kept-answers.ts', 'lib/recover-exchanges.ts'],
      ['app/(portal)/administration/state/read-facts.ts', 'lib/readiness.ts', 'lib/start.ts'],
    ])
  })

  test('a "use server" file exports only async functions named …Action', () => {
    expect(actionFiles.length).toBeGreaterThan(4)
    for (const file of actionFiles) {
      for (const { name, isAsync } of listExports(file))
        expect([file.path, name, isAsync]).toEqual([file.path, expect.stringMatching(/^\w+Action$/), true])
    }
    expect(
      pathsWhere(files, ({ path, text }) => /['"]use server['"]/.test(text) && !actionFiles.some((file) => file.path === path)),
    ).toEqual([])
  })

  test('every action begins with requireUser, but for those in front of the door', () => {
    const isPublic = ({ path }: SourceFile) => path.startsWith('app/(public)/')
    expect(pathsWhere(actionFiles, isPublic)).toEqual([
      'app/(public)/change-email/[token]/actions.ts',
      'app/(public)/forgot-password/actions.ts',
      'app/(public)/join/[token]/actions.ts',
      'app/(public)/language-actions.ts',
      'app/(public)/login/actions.ts',
      'app/(public)/login/second-factor/actions.ts',
      'app/(public)/login/set-up/actions.ts',
      'app/(public)/reset/[token]/actions.ts',
      'app/(public)/sign-up/actions.ts',
    ])
    const unguarded = actionFiles
      .filter((file) => !isPublic(file))
      .flatMap((file) =>
        listExports(file)
          .filter(({ firstStatement }) => !asksWho.test(firstStatement))
          .map(({ name }) => `${file.path} ${name}`),
      )
    expect(unguarded).toEqual([])
  })

  test('every door of Administration begins with requireAdministrator, and no act is done before it is asked who is there', () => {
    const doors = app.filter(isOfAdministration).flatMap((file) => listExports(file).map((one) => ({ ...one, path: file.path })))
    const actions = doors.filter(({ name }) => name.endsWith('Action'))
    const pages = doors.filter(({ name, path }) => name.endsWith('Page') && path.endsWith('/page.tsx'))
    expect([actions.length > 7, pages.length > 4]).toEqual([true, true])
    for (const { path, name, firstStatement } of [...actions, ...pages])
      expect([path, name, firstStatement]).toEqual([path, name, expect.stringMatching(asksForOffice)])
    for (const { name, body } of actions)
      expect([name, body]).toEqual([
        name,
        expect.stringMatching(/^\{\s*const user = await requireAdministrator\(\)\s+requireFresh\(user, /),
      ])
  })

  test('what only administrators may ask for is asked by their doors and stories alone', () => {
    const askers = files.filter(({ imports }) =>
      imports.some(({ target, names }) =>
        target === 'lib/administer'
          ? true
          : names.some((name) => /^(listAccounts|getAccount|listAddresses|listInvitations|listAdministrativeActs)$/.test(name)),
      ),
    )
    expect(askers.filter((file) => !isOfAdministration(file)).map(({ path }) => path)).toEqual(['lib/operate.ts'])
  })

  test('every page and route of the portal begins with requireUser', () => {
    const doors = app.filter(({ path }) => /^app\/\(portal\)\/.*\/(page\.tsx|route\.ts)$/.test(path))
    expect(doors.length).toBeGreaterThan(8)
    const isDoor = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|\w+Page)$/
    for (const file of doors) {
      const handlers = listExports(file).filter(({ name }) => isDoor.test(name))
      expect([file.path, handlers.length > 0]).toEqual([file.path, true])
      for (const { name, firstStatement } of handlers)
        expect([file.path, name, firstStatement]).toEqual([file.path, name, expect.stringMatching(asksWho)])
    }
  })

  test('the doors without requireUser are these', () => {
    const doors = app.filter(({ path }) => /\/(page\.tsx|route\.ts)$/.test(path))
    expect(pathsWhere(doors, ({ text }) => !/require(User|Administrator)\(\)/.test(text)).sort()).toEqual([
      'app/(public)/change-email/[token]/page.tsx',
      'app/(public)/forgot-password/page.tsx',
      'app/(public)/join/[token]/page.tsx',
      'app/(public)/login/page.tsx',
      'app/(public)/login/second-factor/page.tsx',
      'app/(public)/login/set-up/page.tsx',
      'app/(public)/reset/[token]/page.tsx',
      'app/(public)/sign-up/page.tsx',
      'app/api/auth/[...nextauth]/route.ts',
      'app/brand/accent.css/route.ts',
      'app/brand/logo/route.ts',
      'app/callback/[provider]/route.ts',
      'app/design/mail/page.tsx',
      'app/design/page.tsx',
      'app/health/route.ts',
      'app/metrics/route.ts',
      'app/page.tsx',
      'app/ready/route.ts',
      'app/sign-on/callback/route.ts',
    ])
  })

  test('nobody makes a UserId but requireUser, the store that hands abandoned exchanges to the portal, and the answer of a passkey', () => {
    expect(pathsWhere(files, (file) => /\bas UserId\b/.test(codeOf(file)))).toEqual([
      'lib/accounts/require-user.ts',
      'lib/accounts/user-id.ts',
      'lib/attempts/kept-answer-store.ts',
      'lib/attempts/recovery-store.ts',
      'lib/factors/passkeys.ts',
    ])
  })

  test('nobody lets a person into an account without being logged in to it but judge', () => {
    expect(pathsWhere(files, (file) => /\bas JudgedUserId\b/.test(codeOf(file)))).toEqual(['lib/sign-on/trust.ts'])
  })

  test('no redirect is swallowed: none stands inside a try', () => {
    expect(pathsWhere(app, (file) => /\btry\s*\{[^}]*\b(redirect|notFound|unauthorized)\(/.test(codeOf(file)))).toEqual([])
  })
})

describe('pages that a browser translates', () => {
  const drawn = [...app, ...components].filter(({ path }) => path.endsWith('.tsx'))

  test('every text stands alone in its element: beside others React would hold its node, which a translator takes away', () => {
    expect(drawn.flatMap(findBareTexts)).toEqual([])
    const bare = ts.createSourceFile(
      'a.tsx',
      '<p>{icon}{t("a")} b {isIt && `c${d}`} {" "}</p>',
      ts.ScriptTarget.Latest,
      true,
      ts.ScriptKind.TSX,
    )
    expect(findBareTexts({ path: 'a.tsx', text: '', lines: 1, tree: bare, imports: [] })).toHaveLength(3)
  })

  test('codes, commands and keys are handed to no translator', () => {
    const bare = /<(code|pre|kbd|samp)(?![^>]*translate="no")[\s>]/
    expect(pathsWhere(drawn, (file) => bare.test(codeOf(file)))).toEqual([])
  })
})

describe('files', () => {
  test('no file forwards what others export', () => {
    const isBarrel = ({ text }: SourceFile) => /^export\s+(\*|\{[^}]*\}|type\s+\{[^}]*\})\s+(as\s+\w+\s+)?from\b/m.test(text)
    expect(pathsWhere(files, isBarrel)).toEqual([])
  })

  test('no file or folder has a name that says nothing', () => {
    expect(pathsWhere(files, ({ path }) => /(^|[/-])(utils?|helpers?|misc|common|shared|index)([/.-]|$)/i.test(path))).toEqual([])
  })

  test('names are kebab-case', () => {
    expect(pathsWhere(files, ({ path }) => !/^[a-z0-9-]+(\.config|\.d)?\.(tsx?|mjs|js)$/.test(path.split('/').at(-1) ?? ''))).toEqual([])
  })

  test('none is longer than 150 lines, but for the table of what users are told', () => {
    const isTable = (path: string) => path === 'lib/oauth/failures.ts'
    expect(files.filter(({ path, lines }) => lines > 150 && !isTable(path)).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([])
  })

  test('no test and no fixture holds what could be a real code, token or key', () => {
    const kept = readSourceFiles('tests', 'sandbox', 'scripts', 'app', 'components', 'lib')
    const tokenLike =
      /stamp[A-Z]{2}\d{3}\.[\w-]{4}(!|%21)\w{20,}|stamp[A-Z]{2}\d{3}\.gAAAA[\w-]{20,}|eyJ[\w-]{30,}\.[\w-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY/
    expect(pathsWhere(kept, ({ text }) => tokenLike.test(text))).toEqual([])
  })
})
