// The texts of the portal: four languages, complete, with the same gaps to fill, and none that nobody shows.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { locales, type Locale } from '@/lib/i18n/locale-names'
import { namespaces } from '@/lib/i18n/namespaces'
import { readSourceFiles } from '@/tests/support/source-files'

type Tree = { [key: string]: string | Tree }

const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  )
const read = (locale: Locale, namespace: string) =>
  new Map(flatten(JSON.parse(readFileSync(`messages/${locale}/${namespace}.json`, 'utf8')) as Tree))

/** What the code fills in, and what it wraps: `{file}` and `<b>`, each once. */
const gapsOf = (text: string) => {
  const names = [...text.matchAll(/\{(\w+)[,}]/g), ...text.matchAll(/<(\w+)>/g)].map(([match]) => match.replace(/[,}]$/, ''))
  return [...new Set(names)].sort()
}

// What Exact Online writes in English on every one of its hosts (facts/exact-online.md).
const saidByExact = [
  "Client with identifier '…' not found.",
  "Callback URI '…' is not valid",
  'Rate limit exceeded: access_token not expired',
]

test('each language has one file for each namespace, and no other', () => {
  for (const locale of locales) {
    expect(readdirSync(`messages/${locale}`).sort()).toEqual(namespaces.map((name) => `${name}.json`).sort())
  }
})

describe.each(namespaces)('%s', (namespace) => {
  const english = read('en', namespace)

  test('has texts', () => {
    expect(english.size).toBeGreaterThan(0)
  })

  test.each(['nl', 'de', 'fr'] as const)('is complete in %s', (locale) => {
    const texts = read(locale, namespace)
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort())
    for (const [key, text] of texts) {
      expect([key, text.trim() !== '', gapsOf(text)]).toEqual([key, true, gapsOf(english.get(key) ?? '')])
    }
  })

  test.each(['nl', 'de', 'fr'] as const)('is translated into %s, but for names and what is the same word', (locale) => {
    const texts = read(locale, namespace)
    const isSentence = (text: string) => text.replace(/\{[^}]*\}|<[^>]*>|https?:\S+/g, '').split(/\s+/).length > 3
    const same = [...texts].filter(([key, text]) => text === english.get(key) && isSentence(text) && !saidByExact.includes(text))
    expect(same).toEqual([])
  })
})

test('the labels of the original stand in every language, beside their translation', () => {
  const seed = ['clientId', 'clientSecret', 'redirectUri', 'deviating', 'preauthenticate', 'exchangeCode', 'codeReturnUrl', 'exchange']
  for (const locale of locales) {
    const labels = read(locale, 'labels')
    for (const key of [...seed, 'refreshToken', 'xml', 'encryptStatement']) {
      expect([locale, key, labels.get(key)]).toEqual([locale, key, expect.stringContaining(read('en', 'labels').get(key) ?? '?')])
    }
  }
})

describe('nobody keeps a text that no page shows', () => {
  const files = readSourceFiles('app', 'components', 'lib').map(({ text }) => ({
    literals: new Set([...text.matchAll(/'([\w.-]+)'/g)].map(([, literal]) => literal)),
    // `${failure}.title` stands for every failure.
    patterns: [...text.matchAll(/`([\w.-]*\$\{[^`]*\}[\w.-]*)`/g)].flatMap(([, template = '']) => {
      const parts = template.split(/\$\{[^}]*\}/)
      // A template of gaps alone would stand for any text.
      if (!parts.some((part) => /[a-z]/i.test(part))) return []
      return [new RegExp(`^${parts.map((part) => part.replace(/[^\w]/g, '\\$&')).join('[\\w-]+')}$`)]
    }),
  }))

  test.each(namespaces)('%s', (namespace) => {
    const isShown = (key: string) => {
      const parts = key.split('.')
      const names = [`${namespace}.${key}`, ...parts.map((_, index) => parts.slice(index).join('.'))]
      return files.some(({ literals, patterns }) => names.some((name) => literals.has(name) || patterns.some((one) => one.test(name))))
    }
    // The topics of Help are laid out as their texts stand: every one is shown.
    if (namespace !== 'helpTopics') expect([...read('en', namespace).keys()].filter((key) => !isShown(key))).toEqual([])
  })
})
