import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import de from '@/sandbox/messages/de.json'
import en from '@/sandbox/messages/en.json'
import fr from '@/sandbox/messages/fr.json'
import nl from '@/sandbox/messages/nl.json'
import { startSandbox, type Sandbox } from '@/sandbox/sandbox'
import { DEVIATING_REDIRECT_APP as APP } from '@/sandbox/seeds'
import { Visitor } from '@/sandbox/visitor'

const others = { nl, de, fr }
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

const visit = (path: string, headers: Record<string, string> = {}) => new Visitor(sandbox.url).open(path, { headers })

/** As no browser sends it: fetch mends addresses and headers before they go. */
const send = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ location: string; text: string }>((resolve, reject) => {
    const asked = request({ host: 'localhost', port: sandbox.port, path, headers }, (answer) => {
      answer.setEncoding('utf8')
      let text = ''
      answer.on('data', (part: string) => (text += part))
      answer.on('end', () => resolve({ location: answer.headers.location ?? '/', text }))
    })
    asked.on('error', reject).end()
  })

function leaves(node: object, before = ''): [string, string][] {
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' ? [[before + name, value] as [string, string]] : leaves(value as object, `${before}${name}.`),
  )
}

describe('the texts of the sandbox', () => {
  // Names of Exact's own, and words that are the same.
  const same = /^(center\.(title|clientId|clientSecret|redirectUri|app|name)|countries\.(fr)|login\.name|consent\.(allow|deny)|language)$/

  it.each(Object.entries(others))('are complete in %s, with the same gaps and marks', (_, texts) => {
    const [theirs, ours] = [new Map(leaves(texts)), new Map(leaves(en))]
    expect([...theirs.keys()]).toEqual([...ours.keys()])
    const gaps = (text: string) => (text.match(/\{\w+\}|<\/?\w+>/g) ?? []).sort()
    for (const [key, text] of ours) {
      expect([key, gaps(theirs.get(key) ?? '')]).toEqual([key, gaps(text)])
      if (!same.test(key)) expect([key, theirs.get(key)]).not.toEqual([key, text])
    }
  })
})

describe('the language of the sandbox', () => {
  it.each([
    ['nl', 'nl-BE,nl;q=0.9,en;q=0.5', nl],
    ['de', 'de', de],
    ['fr', 'es,fr;q=0.3', fr],
    ['en', 'ja', en],
    ['en', '', en],
    ['en', ';;;q=x,,*;q=9', en],
  ])('is %s for a browser that asks for “%s”', async (language, asked, texts) => {
    const page = await visit('/app-center', { 'accept-language': asked })
    expect(page.status).toBe(200)
    expect(page.text).toContain(`<html lang="${language}">`)
    expect(page.text).toContain(texts.center.choose)
  })

  it('stays as it was chosen, through the log-in to the consent page', async () => {
    const visitor = new Visitor(sandbox.url)
    const query = new URLSearchParams({
      client_id: APP.clientId,
      redirect_uri: APP.redirectUri,
      response_type: 'code',
      state: 'a b&c=d',
    })
    const login = await visitor.follow(await visitor.open(`/api/oauth2/auth?${query}&language=fr`))
    expect(login.text).toContain(fr.login.title)
    const consent = await visitor.logIn(login, 'zoe@bakkerij-de-ster.test')
    expect(consent.text).toContain(fr.consent.title)
    expect(consent.text).toContain(`<strong>${APP.name}</strong>`)
    const back = await visitor.decide(consent, 'allow')
    expect(new URL(back.location ?? '').searchParams.get('state')).toBe('a b&c=d')
  })

  it('is no way out of the sandbox, and no way to break it', async () => {
    for (const path of ['//evil.test/?language=nl', '/\\evil.test?language=nl', '/.//evil.test/?language=nl']) {
      expect((await send(path)).location).toMatch(/^\/(?![/\\])/)
    }
    expect((await visit('/app-center?language=xx')).text).toContain(en.center.choose)
    for (const cookie of ['sandbox-language=__proto__', 'sandbox-language=%', 'sandbox-language=nl%00'])
      expect((await send('/app-center', { cookie })).text).toContain('<html lang="en">')
  })

  it('shows no switch where a page can’t be asked for again', async () => {
    const visitor = new Visitor(sandbox.url)
    const login = await visitor.open('/login')
    expect(login.text).toContain('class="languages"')
    const wrong = await visitor.submit(login, '/login', [['user', 'nobody']])
    expect(wrong.status).toBe(401)
    expect(wrong.text).not.toContain('class="languages"')
  })

  it('is of no concern to a program: the token endpoint speaks as ever', async () => {
    const page = await visit('/api/oauth2/token', { 'accept-language': 'de' })
    expect(page.text).not.toContain('lang="de"')
  })
})
