import { describe, expect, test } from 'vitest'
import { readBlock } from '@/lib/apps/read-block'

const clientId = '3c5e7a90-1b2d-4f68-a0c4-d8e6f2b49999'
const clientSecret = 'Qw7R{tY2=uP:zL9,'
const redirectUri = 'https://clientredirect.invantive.com/?a=1&b=2'
const all = { clientId, clientSecret, redirectUri }

describe('A block is taken apart', () => {
  test.each<[string, string]>([
    ['lines with colons', `Client ID: ${clientId}\nClient secret: ${clientSecret}\nRedirect URI: ${redirectUri}`],
    ['CR LF, and braces', `Client ID: {${clientId}}\r\nClient Secret: ${clientSecret}\r\nRedirect URI: ${redirectUri}\r\n`],
    ['without colons', `Client ID ${clientId}\nClient secret ${clientSecret}\nRedirect URI ${redirectUri}`],
    ['another order, another name', `Callback URL: ${redirectUri}\nclient_secret=${clientSecret}\nclient_id=${clientId}`],
    ['labels on lines of their own', `Client ID\n${clientId}\n\nClient secret\n${clientSecret}\nRedirect URI\n${redirectUri}`],
    ['tabs', `Client ID\t${clientId}\nClient secret\t${clientSecret}\nRedirect URI\t${redirectUri}`],
    ['a table', `Client ID\tClient secret\tRedirect URI\n${clientId}\t${clientSecret}\t${redirectUri}`],
    [
      'a page with its buttons',
      `Sandbox\nMy app\nClient ID\n${clientId}\nCopy\nClient secret\n${clientSecret}\nHide\nCopy\nRedirect URI\n${redirectUri}\nCopy\nEdit app\nAll my apps`,
    ],
    ['one line', `Client ID: ${clientId} Client secret: ${clientSecret} Redirect URI: ${redirectUri}`],
    ['one line without blanks between', `Client ID: ${clientId}Client secret: ${clientSecret}Redirect URI: ${redirectUri}`],
    ['labels glued to values', `Client ID:${clientId}\nClient secret:${clientSecret}\nRedirect URI:${redirectUri}`],
    ['Dutch', `Client-ID: ${clientId}\nClientgeheim: ${clientSecret}\nOmleidings-URI: ${redirectUri}`],
    ['Dutch, as this portal says it', `Client ID: ${clientId}\nClient Secret: ${clientSecret}\nRedirect URI: ${redirectUri}`],
    ['German', `Client-ID: ${clientId}\nGeheimer Clientschlüssel: ${clientSecret}\nUmleitungs-URI: ${redirectUri}`],
    ['German, other words', `Clientkennung: ${clientId}\nClient-Geheimnis: ${clientSecret}\nWeiterleitungs-URL: ${redirectUri}`],
    ['French', `ID client : ${clientId}\nSecret client : ${clientSecret}\nURI de redirection (Redirect URI) : ${redirectUri}`],
    [
      'French, narrow blanks',
      `Identifiant client\u202f: ${clientId}\nClé secrète\u00a0: ${clientSecret}\nURL de rappel\u00a0: ${redirectUri}`,
    ],
    ['bullets', `- Client ID: ${clientId}\n- Client secret: ${clientSecret}\n- Redirect URI: ${redirectUri}`],
    ['markup', `**Client ID:** ${clientId}\n**Client secret**: ${clientSecret}\n**Redirect URI:** <${redirectUri}>`],
    ['JSON', `{ "client_id": "${clientId}", "client_secret": "${clientSecret}", "redirect_uri": "${redirectUri}" }`],
    ['a mail', `> Client ID: ${clientId}\n> Client secret: ${clientSecret}\n> Redirect URI: ${redirectUri}.\n> Kind regards`],
    ['invisible blanks', `\ufeffClient\u00a0ID:\u00a0${clientId}\u200b\nClient secret: ${clientSecret}\nRedirect URI: ${redirectUri}`],
    ['quotes', `Client ID: “${clientId}”\nClient secret: "${clientSecret}"\nRedirect URI: '${redirectUri}'`],
    ['no labels at all', `${clientId}\n${clientSecret}\n${redirectUri}`],
    ['no labels, in another order', ` ${redirectUri}\t{${clientId}}\t${clientSecret} `],
  ])('%s', (_, text) => expect(readBlock(text)).toEqual(all))

  test('two values are enough, and a masked secret is none', () => {
    expect(readBlock(`Client ID: ${clientId}\nClient secret: ${clientSecret}`)).toEqual({ clientId, clientSecret })
    expect(readBlock(`Client ID\n${clientId}\nClient secret\n••••••••••••••\nShow\nRedirect URI\n${redirectUri}`)).toEqual({
      clientId,
      redirectUri,
    })
  })

  test('the first of two values counts', () => {
    expect(readBlock(`Client ID: ${clientId}\nClient secret: a1\nClient secret: b2\n`)).toEqual({ clientId, clientSecret: 'a1' })
  })
})

describe('What is one value stays one value', () => {
  test.each([
    '',
    clientId,
    clientSecret,
    redirectUri,
    `Client ID: ${clientId}`,
    `Client secret: ${clientSecret}`,
    'https://redirect-uri.example.com/client-id?client_id=5&client_secret=6',
    'https://example.com/?redirect_uri=https://a.test&client_id=5',
    '"><x a="&amp;&xxe;<!-- ]]>',
    'id;api-url=https://evil.test;x="y',
    'a = b',
    'three short words',
    `Client ID Copy Client secret Hide Copy Redirect URI Copy`,
    'x'.repeat(30_000),
  ])('%s', (text) => expect(readBlock(text)).toBeNull())
})
