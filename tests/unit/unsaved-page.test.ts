import { describe, expect, test } from 'vitest'
import { renderAwayPage, renderUnsavedPage } from '@/app/callback/[provider]/plain-page'
import { english } from '../support/english'

const voice = { lang: 'en-GB', brand: 'Preauth Portal', t: english('exchange'), labels: english('labels') }

const unsaved = {
  name: 'Bakkerij "De Ster"',
  refreshToken: 'made-up!token&<with>"every\'thing',
  xml: '<settings>\n  <database connectionString="a=&quot;b&quot;"/>\n</settings>\n',
  encryptStatement: '</textarea><script>alert(1)</script>',
}
const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const unescape = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? '')
const valueOf = (page: string, field: string) =>
  unescape(new RegExp(`<textarea id="${field}"[^>]*>\\n([^<]*)</textarea>`).exec(page)?.[1] ?? '')

describe('the page of a result that could not be saved', () => {
  const page = renderUnsavedPage(unsaved, 'bm9uY2U=', voice)

  test.each(['refreshToken', 'xml', 'encryptStatement'] as const)('holds %s character by character', (field) => {
    expect(valueOf(page, field)).toBe(unsaved[field])
  })

  test('says what has become of it, and that copying is wise', () => {
    expect(page).toContain('not in the history yet')
    expect(page).toMatch(/keeps the result sealed.*by itself.*Copying the three fields now/s)
  })

  test('runs no script, and styles itself under the nonce alone', () => {
    expect(page).not.toMatch(/<script|\son\w+=|javascript:|<link|\sstyle=/i)
    expect(page.match(/<style nonce="bm9uY2U=">/g)).toHaveLength(1)
  })

  test('offers the file, byte for byte', () => {
    const address = unescape(/href="(data:[^"]*)"/.exec(page)?.[1] ?? '')
    expect(decodeURIComponent(address.slice(address.indexOf(',') + 1))).toBe(unsaved.xml)
    expect(page).toContain('download="settings-Bakkerij &quot;De Ster&quot;.xml"')
  })
})

test('The page of a database that is away says that nothing was sent', () => {
  expect(renderAwayPage('n', voice)).toMatch(/Nothing was sent to Exact Online.*reload this page/s)
})
