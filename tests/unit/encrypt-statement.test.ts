import { describe, expect, test } from 'vitest'
import { renderEncryptStatement } from '@/lib/settings/encrypt-statement'
import { defaultFormat } from '@/lib/settings/format'
import { nastyValues } from './nasty-values'

/** Invantive Script as far as it is known: one statement, its value in double quotes, a quote within doubled, `${…}` expanded. */
function readStatement(text: string): { verb: string; value: string } {
  const [, verb, quoted] = /^local (\w+) "((?:[^"]|"")*)"$/s.exec(text) ?? []
  if (!verb || quoted === undefined) throw new SyntaxError(`Not one statement with one value: ${text}`)
  if (/\$\{|[\r\n]/.test(quoted)) throw new SyntaxError(`A value that is expanded, or ends the statement: ${text}`)
  return { verb, value: quoted.replaceAll('""', '"') }
}

const render = (value: string) => renderEncryptStatement(value, defaultFormat)

test.each(nastyValues.filter((value) => !value.includes('${')))('%j is one statement with one value', (value) => {
  expect(readStatement(render(value))).toEqual({ verb: 'encrypt', value })
})

describe('a value that no statement can hold', () => {
  test.each([
    '${x}',
    'a${',
    '${api-client-secret}',
    'a\nb',
    'a\r\n\r\nlocal undefine x',
    'a\u0000',
    'a\ud800',
    'a\tb',
    'a\u2028b'.replace('\u2028', '\u0085'),
  ])('%j gets a remark in its place', (value) => {
    const statement = render(value)
    expect(statement).toMatch(/^local remark [\w .]+$/)
    expect(statement).not.toContain(value)
  })
})

test('the operator’s own template and escape are used', () => {
  const format = { ...defaultFormat, encryptStatement: 'local encrypt value "{value}" twice "$&"', escapedQuote: '$&\\"' }
  expect(renderEncryptStatement('a"b {value}', format)).toBe('local encrypt value "a$&\\"b {value}" twice "$&"')
})
