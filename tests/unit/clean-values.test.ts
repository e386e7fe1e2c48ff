import { describe, expect, test } from 'vitest'
import { cleanValue, type Cleaning } from '@/lib/apps/clean-values'
import type { ValueField } from '@/lib/apps/value-labels'
import { nastyValues } from './nasty-values'

const id = '3c5e7a90-1b2d-4f68-a0c4-d8e6f2b49999'
const uri = 'https://clientredirect.invantive.com'

describe('What came along is taken away, and named', () => {
  test.each<[ValueField, string, string, Cleaning[]]>([
    ['clientId', ` ${id}\t`, id, ['blanks']],
    ['clientId', `\u00a0${id}\u00a0`, id, ['blanks']],
    ['clientId', `\u200b${id}\ufeff`, id, ['invisible']],
    ['clientId', '3c5e7a90-\u00ad1b2d-4f68-a0c4-d8e6f2b49999', id, ['invisible']],
    ['clientId', `{${id}}`, id, ['braces']],
    ['clientId', `"{${id}}"`, id, ['quotes', 'braces']],
    ['clientId', `“${id}”`, id, ['quotes']],
    ['clientId', `„${id}“`, id, ['quotes']],
    ['clientId', `„${id}”`, id, ['quotes']],
    ['clientId', `« ${id} »`, id, ['blanks', 'quotes']],
    ['clientId', `‘${id}’`, id, ['quotes']],
    ['clientId', `Client ID: ${id}`, id, ['label']],
    ['clientId', `Client ID: {${id}}`, id, ['label', 'braces']],
    ['clientId', `client_id=${id}`, id, ['label']],
    ['clientId', `"client_id": "${id}"`, id, ['label', 'quotes']],
    ['clientId', `Client ID\t${id}`, id, ['label']],
    ['clientId', `Client-ID – ${id}`, id, ['label']],
    ['clientId', `Clientkennung: ${id}.`, id, ['label', 'punctuation']],
    ['clientId', `ID client : ${id}`, id, ['label']],
    ['clientId', `Identifiant client\u00a0: ${id}`, id, ['label']],
    ['clientId', `${id},`, id, ['punctuation']],
    ['clientSecret', '  Qw7 RtY2 ', 'Qw7 RtY2', ['blanks']],
    ['clientSecret', 'Client secret: Qw7RtY2', 'Qw7RtY2', ['label']],
    ['clientSecret', 'Clientgeheim: "Qw7RtY2"', 'Qw7RtY2', ['label', 'quotes']],
    ['clientSecret', 'Geheimer Clientschlüssel = Qw7RtY2', 'Qw7RtY2', ['label']],
    ['clientSecret', 'Clé secrète : «\u00a0Qw7RtY2\u00a0»', 'Qw7RtY2', ['blanks', 'label', 'quotes']],
    ['clientSecret', '’Qw7RtY2’', 'Qw7RtY2', ['quotes']],
    ['redirectUri', `<${uri}>`, uri, ['brackets']],
    ['redirectUri', `<URL:${uri}>`, uri, ['brackets']],
    ['redirectUri', `${uri}.`, uri, ['punctuation']],
    ['redirectUri', `<${uri}>,`, uri, ['brackets', 'punctuation']],
    ['redirectUri', `Redirect URI: ${uri}`, uri, ['label']],
    ['redirectUri', `URI de redirection (Redirect URI) : ${uri};`, uri, ['label', 'punctuation']],
    ['redirectUri', `Umleitungs-URI: '${uri}'`, uri, ['label', 'quotes']],
    ['redirectUri', `Callback URL ${uri}`, uri, ['label']],
  ])('%s: %s', (field, text, value, removed) => expect(cleanValue(field, text)).toEqual({ value, removed }))
})

describe('What may be meant stays', () => {
  test.each<[ValueField, string]>([
    ['clientId', id],
    ['clientId', ''],
    ['clientId', '{not a guid}'],
    ['clientId', 'Client ID:'],
    ['clientId', 'a\u202eb'],
    ['clientId', 'a\u0001b'],
    ['clientId', '${USERPROFILE}'],
    ['clientSecret', '{Qw7RtY2}'],
    ['clientSecret', `{${id}}`],
    ['clientSecret', '<Qw7RtY2>'],
    ['clientSecret', 'Qw7RtY2.'],
    ['clientSecret', 'Qw7RtY2,;'],
    ['clientSecret', '"Qw7"RtY2"'],
    ['clientSecret', '"a" and "b"'],
    ['clientSecret', '"Qw7RtY2'],
    ['clientSecret', '""'],
    ['clientSecret', 'secret:Qw7RtY2'],
    ['clientSecret', 'client_secretQw7RtY2'],
    ['clientSecret', 'Client ID: Qw7RtY2'],
    ['clientSecret', 'a  b'],
    ['clientSecret', `"${'a'.repeat(2_000)}"`],
    ['redirectUri', 'https://example.com/"><script>'],
    ['redirectUri', 'javascript:alert(1)'],
    ['redirectUri', 'https://example.com/redirect-uri:x'],
    ['redirectUri', 'https://example.com/a(b)'],
    ['redirectUri', 'https://example.com/#part'],
  ])('%s: %s', (field, text) => expect(cleanValue(field, text)).toEqual({ value: text, removed: [] }))

  test('a secret loses nothing but blanks and one pair of quotes', () => {
    for (const nasty of nastyValues) {
      const { value } = cleanValue('clientSecret', nasty)
      const trimmed = nasty.trim()
      expect([trimmed, trimmed.slice(1, -1), nasty]).toContain(value)
    }
  })

  test('cleaning twice is cleaning once', () => {
    for (const text of ['"{' + id + '}"', ` Client ID: “${id}”, `]) {
      const { value } = cleanValue('clientId', text)
      expect(cleanValue('clientId', value)).toEqual({ value: id, removed: [] })
    }
  })
})
