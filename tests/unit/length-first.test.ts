// Whatever reads a text from outside asks for its length first: no transform and no pattern may see a text that no field can hold.
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { hostileTexts } from '../support/hostile-texts'
import { watchLongTexts } from '../support/watch-long-texts'

// What an operator writes, at the start or by hand: nobody else can.
const ofTheOperator = ['lib/settings/format.ts', 'lib/providers/schema.ts']
// Longer than the longest field, and far shorter than what costs time.
const longest = 20_000

type Schema = z.core.$ZodType
type Leaf = { path: PropertyKey[]; kind: string }

/** A value in the shape of a schema that holds the text at each place where a text may stand, and those places. */
function fill(schema: Schema, text: string, path: PropertyKey[] = []): { value: unknown; leaves: Leaf[] } {
  const { def } = (schema as z.core.$ZodTypes)._zod
  const leaf = { value: text, leaves: [{ path, kind: def.type }] }
  if (def.type === 'pipe') return fill(def.in, text, path)
  if (def.type === 'optional' || def.type === 'nullable' || def.type === 'default' || def.type === 'readonly')
    return fill(def.innerType, text, path)
  if (def.type === 'array') {
    const { value, leaves } = fill(def.element, text, [...path, 0])
    return { value: [value], leaves }
  }
  if (def.type === 'object') {
    const fields = Object.entries(def.shape).map(([name, field]) => [name, fill(field, text, [...path, name])] as const)
    return {
      value: Object.fromEntries(fields.map(([name, { value }]) => [name, value])),
      leaves: fields.flatMap(([, { leaves }]) => leaves),
    }
  }
  if (def.type === 'boolean' || def.type === 'number' || def.type === 'literal') return { value: text, leaves: [] }
  return leaf
}

const modules = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .map((path) => `lib/${path}`)
  .filter((path) => /\.ts$/.test(path) && !path.endsWith('.d.ts') && !path.startsWith('lib/generated/') && !ofTheOperator.includes(path))

/** Every schema that a module of lib/ gives away. */
async function findSchemas(): Promise<[string, z.ZodType][]> {
  const found: [string, z.ZodType][] = []
  for (const path of modules) {
    const given = (await import(/* @vite-ignore */ `../../${path}`)) as Record<string, unknown>
    for (const [name, value] of Object.entries(given)) if (value instanceof z.ZodType) found.push([`${path} ${name}`, value])
  }
  return found
}

const schemas = await findSchemas()

test('the search finds the schemas', () => {
  const names = schemas.map(([name]) => name)
  expect(names).toEqual(
    expect.arrayContaining([
      'lib/accounts/schema.ts emailFormSchema',
      'lib/accounts/schema.ts credentialsSchema',
      'lib/apps/schema.ts appRegistrationSchema',
      'lib/settings/name.ts settingsNameSchema',
      'lib/factors/schema.ts totpSetUpSchema',
      'lib/factors/passkey-shapes.ts answerSchema',
    ]),
  )
  expect(names.length).toBeGreaterThan(15)
})

describe.each(schemas)('%s', (_, schema) => {
  test.each(Object.entries(hostileTexts))('%s: refused by its length', (_, text) => {
    const { value, leaves } = fill(schema, text)
    let issues: z.core.$ZodIssue[] = []
    expect(watchLongTexts(longest, () => void (issues = schema.safeParse(value).error?.issues ?? []))).toEqual([])
    const refused = issues.map(({ path }) => path.join('.'))
    for (const { path } of leaves) expect(refused).toContain(path.join('.'))
  })
})

const readers: Record<string, () => Promise<(text: string) => unknown>> = {
  normaliseEmail: async () => (await import('@/lib/accounts/schema')).normaliseEmail,
  readReturnTo: async () => (await import('@/app/request-origin')).readReturnTo,
  readTimeZone: async () => (await import('@/lib/i18n/time-zone')).readTimeZone,
  readLocale: async () => (await import('@/lib/i18n/locales')).readLocale,
  readPasskeyText: async () => (await import('@/app/passkey-answer')).readPasskeyText,
  readNewPassword: async () => {
    const { readNewPassword } = await import('@/app/new-password')
    return (text) => readNewPassword(text, 'password', 'mila@kantoor.example')
  },
  'readEmail of a provider': async () => (await import('@/lib/sign-on/mail-address')).readEmail,
  canBeInName: async () => (await import('@/lib/history/search-key')).canBeInName,
  readBlock: async () => (await import('@/lib/apps/read-block')).readBlock,
  cleanValue: async () => {
    const { cleanValue } = await import('@/lib/apps/clean-values')
    return (text) => [cleanValue('clientId', text), cleanValue('clientSecret', text), cleanValue('redirectUri', text)]
  },
  readCursor: async () => (await import('@/lib/history/cursor')).readCursor,
}

describe.each(Object.entries(readers))('%s', (_, load) => {
  test.each(Object.entries(hostileTexts))('%s: looked at by nothing', async (_, text) => {
    const read = await load()
    expect(watchLongTexts(longest, () => void read(text))).toEqual([])
  })
})
