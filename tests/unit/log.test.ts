import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { allowFields } from '@/lib/log/fields.mjs'
import { newFolder } from '../support/new-folder'
import { projectRoot, runProgram } from '../support/programs'
import { codeOf, readSourceFiles } from '../support/source-files'

const id = '7d444840-9dc0-11d1-b245-5ffdce74fad2'
const canary = randomBytes(24).toString('base64url')
const hexCanary = randomBytes(24).toString('hex')
/** What a log may never hold, in the shapes it comes in. */
const canaries: Record<string, string> = {
  'a token': `stampNL001.${canary}`,
  'hexadecimal digits': hexCanary,
  'capital hexadecimal digits': hexCanary.toUpperCase(),
  'a return URL': `https://portal.example.com/callback?code=${canary}&state=${hexCanary}`,
  'an e-mail address': `${hexCanary}@example.com`,
  XML: `<settings><refresh-token>${canary}</refresh-token></settings>`,
  'a word and a line break': `failed\r\n{"level":"fatal","msg":"${canary}"}`,
  'a digest that holds an address': `NEXT_REDIRECT;replace;/login?code=${canary};307;`,
  'a line of a stack': `x\n    at ${canary} (${projectRoot}server.mjs:1:1)`,
}
const holdsCanary = (value: unknown) => {
  const text = JSON.stringify(value).toLowerCase()
  return [canary, hexCanary].some((one) => text.includes(one.toLowerCase()))
}

const everyName = [
  ...['requestId', 'attempt', 'user', 'row', 'keyId', 'spoolEntry', 'table', 'column', 'failure', 'outcome', 'method', 'route', 'blocked'],
  ...[
    'directive',
    'signal',
    'version',
    'errorName',
    'errorCode',
    'status',
    'ms',
    'count',
    'ok',
    'at',
    'error',
    'digest',
    'frames',
    'cause',
  ],
  ...['code', 'token', 'message', 'msg', 'level', 'time', 'secret', 'returnUrl', 'email', 'xml', '__proto__', 'constructor', 'toString'],
]

describe('the fields of a log line', () => {
  test('pass by their names and forms', () => {
    const fields = {
      requestId: id,
      method: 'GET',
      route: '/settings/[id]/download',
      status: 200,
      ms: 3,
      failure: 'invalid-client',
      ok: true,
    }
    expect(allowFields(fields)).toEqual(fields)
    expect(allowFields({ at: new Date(0), attempt: undefined, user: null })).toEqual({ at: '1970-01-01T00:00:00.000Z' })
    expect(allowFields({ errorCode: 'ERR_INVALID_URL', errorName: 'TypeError', keyId: '0badcafe', spoolEntry: `${id}.answer` })).toEqual({
      errorCode: 'ERR_INVALID_URL',
      errorName: 'TypeError',
      keyId: '0badcafe',
      spoolEntry: `${id}.answer`,
    })
  })

  test('that are on no list are left out, and counted', () => {
    expect(allowFields({ status: 200, secret: 'x', constructor: 'x', toString: 'x', ['__proto__']: 'x', msg: 'x', level: 'x' })).toEqual({
      status: 200,
      dropped: 6,
    })
    for (const odd of [null, undefined, 'text', 5, Symbol('x'), []]) expect(allowFields(odd)).toEqual({})
  })

  test.each(Object.entries(canaries))('hold nothing of %s, whatever its name', (_, value) => {
    for (const name of everyName) {
      const shapes = [
        value,
        { value },
        [value],
        Buffer.from(value),
        new Map([[value, value]]),
        Symbol(value),
        () => value,
        new String(value),
      ]
      for (const shape of shapes) expect([name, holdsCanary(allowFields({ [name]: shape }))]).toEqual([name, false])
    }
    expect(holdsCanary(allowFields({ [value]: value, error: { [value]: value } }))).toBe(false)
  })

  test('may be circular, throw, or be endless: the line is written all the same', () => {
    const circular: Record<string, unknown> = { status: 1 }
    circular.failure = circular
    circular.error = circular
    expect(allowFields(circular)).toMatchObject({ status: 1, dropped: 1 })
    const throwing = {
      status: 2,
      get failure(): string {
        throw new Error(canary)
      },
    }
    expect(allowFields(throwing)).toEqual({ status: 2, dropped: 1 })
    const proxy = new Proxy({}, { ownKeys: () => [][1] ?? expect.fail(canary) })
    expect(allowFields(proxy)).toEqual({})
    expect(allowFields({ failure: 'a'.repeat(5_000_000), route: `/${'a/'.repeat(1_000_000)}` })).toEqual({ dropped: 2 })
    expect(allowFields({ ms: Number.NaN, count: 5n, status: '200' })).toEqual({ dropped: 3 })
  })
})

describe('an error', () => {
  const told = (error: unknown) => allowFields({ error }).error

  test('is its name, its code, where it was thrown, and its cause', () => {
    const error = new TypeError(canary, { cause: Object.assign(new RangeError(canary), { code: 'ECONNREFUSED', digest: '1234567' }) })
    expect(told(error)).toMatchObject({ name: 'TypeError', cause: { name: 'RangeError', code: 'ECONNREFUSED', digest: '1234567' } })
    expect((told(error) as { frames: string[] }).frames[0]).toMatch(/^tests\/unit\/log\.test\.ts:\d+:\d+$/)
    expect(holdsCanary(told(error))).toBe(false)
  })

  test.each(Object.entries(canaries))('says nothing of %s, wherever it stands', (_, value) => {
    class Named extends Error {}
    const changed = Object.assign(new Error(value), { message: 'other' })
    const shortened = Object.assign(new Error(`other${value}`), { message: 'other' })
    const errors: unknown[] = [
      new Error(value),
      new Error(`${value}\n${value}`),
      Object.assign(new Named(value), { name: value, code: value, digest: value, stack: `${value}\n    at ${value} (/x.js:1:1)` }),
      Object.assign(new Error('x'), { stack: `Error: x\n    at ${value} (${value}:1:1)\n    at ${value}:1:1`, [value]: value }),
      changed,
      shortened,
      new Error('x', { cause: new Error(value, { cause: value }) }),
      new AggregateError([new Error(value)], value),
      Object.defineProperty(new Error('x'), 'name', { value: { toString: () => value } }),
      new DOMException(value, 'TimeoutError'),
      value,
      { message: value, stack: value },
    ]
    for (const error of errors) expect(holdsCanary(told(error))).toBe(false)
    for (const name of ['name', 'message', 'stack', 'cause', 'code', 'digest']) {
      const error = Object.defineProperty(new Error(value), name, {
        get() {
          throw new Error(value)
        },
      })
      expect([name, holdsCanary(told(error))]).toEqual([name, false])
    }
  })

  test('that is its own cause comes to an end', () => {
    const error = new Error('x')
    error.cause = error
    expect(JSON.stringify(told(error)).length).toBeLessThan(10_000)
  })

  test('may be none', () => {
    expect(told('text')).toEqual({ name: 'no-error', type: 'string' })
    expect(told({})).toMatchObject({ name: 'no-error' })
  })
})

/** Runs a program that logs, and reads what it wrote. */
async function runLogging(code: string, level = 'debug') {
  const file = join(newFolder(), 'program.mjs')
  const at = (path: string) => JSON.stringify(pathToFileURL(join(projectRoot, path)).href)
  const imports = `
    const { log } = await import(${at('lib/log.mjs')})
    const { captureConsole, captureExceptions } = await import(${at('lib/log/capture-process.mjs')})
    const { runInRequest } = await import(${at('lib/request-context.mjs')})
    const context = { id: '${id}', address: '', userAgent: '', memo: new Map() }
    const canary = ${JSON.stringify(canary)}
  `
  writeFileSync(file, imports + code)
  const { code: exit, output } = await runProgram([file], { env: { LOG_LEVEL: level } })
  expect(output).not.toContain(canary)
  const lines = output.split('\n').filter(Boolean)
  return { exit, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

describe('the log of a program', () => {
  test('is one JSON object a line, the last before the end included, with the id of the request', async () => {
    const { exit, lines } = await runLogging(`
      runInRequest(context, () => setTimeout(() => { log.fatal('over and out', { status: 1 }); process.exit(3) }))
      log.info('portal ready on http://localhost:3000')
      log.warn('failed\\r\\n{"level":"fatal"}' + canary)
      log.error('failed for ' + canary, { failure: 'x\\r\\n{"level":"fatal"}' })
    `)
    expect(exit).toBe(3)
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
      ['info', 'portal ready on http://localhost:3000'],
      ['warn', 'unnamed event'],
      ['error', 'unnamed event'],
      ['fatal', 'over and out'],
    ])
    expect(lines.map(({ requestId }) => requestId)).toEqual([undefined, undefined, undefined, id])
  })

  test('keeps to its level, but for what others wait for', async () => {
    const code = `for (const level of ['debug', 'info', 'warn', 'error', 'fatal']) log[level]('here'); log.announce('ready')`
    const levels = async (level: string) => (await runLogging(code, level)).lines.map((line) => line.level)
    expect(await levels('debug')).toEqual(['debug', 'info', 'warn', 'error', 'fatal', 'info'])
    expect(await levels('warn')).toEqual(['warn', 'error', 'fatal', 'info'])
    expect(await levels('silent')).toEqual(['info'])
  })

  test('holds what others say on the console without its text', async () => {
    const { lines } = await runLogging(`
      captureConsole()
      for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table']) console[method](canary, { canary })
      console.error('Error:', new TypeError(canary, { cause: new Error(canary) }))
      console.error('%s ' + canary, canary)
    `)
    expect(lines.map(({ level }) => level).join(' ')).toBe('debug debug warn error debug warn debug debug error error')
    expect(lines[9]).toMatchObject({ error: { name: 'NoError', frames: [expect.stringMatching(/program\.mjs|elsewhere/)] } }) // where it was said
    expect(lines[8]).toMatchObject({ msg: 'console', error: { name: 'TypeError', cause: { name: 'Error' } } })
  })

  test.each([
    ['an exception that nobody caught', `setTimeout(() => { throw new TypeError(canary) })`, 1, 'uncaught exception'],
    ['a rejection that nobody caught', `void Promise.reject(new TypeError(canary)); setTimeout(() => {}, 500)`, 1, 'unhandled rejection'],
    ['a rejection with a text', `void Promise.reject(canary); setTimeout(() => {}, 500)`, 1, 'unhandled rejection'],
    ['a warning', `process.emitWarning(canary, 'DeprecationWarning', 'DEP0001')`, 0, 'process warning'],
  ])('holds %s', async (_, code, exit, msg) => {
    const ran = await runLogging(`captureConsole(); captureExceptions(); ${code}`)
    expect(ran.exit).toBe(exit)
    expect(ran.lines.map((line) => line.msg)).toEqual([msg])
  })
})

// Reads all sources, which takes long where much else runs.
test('every event has a fixed name', { timeout: 30_000 }, () => {
  const files = readSourceFiles('app', 'components', 'lib')
  const calls = files.flatMap((file) => codeOf(file).match(/(?<![\w.])log\.(debug|info|warn|error|fatal|announce)\(\s*.{0,20}/g) ?? [])
  expect(calls.length).toBeGreaterThan(5)
  expect(calls.filter((call) => !/\(\s*('|$)/.test(call) && !/name === 'uncaught/.test(call))).toEqual([])
})
