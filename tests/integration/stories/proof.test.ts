import { beforeEach, expect, test } from 'vitest'
import { getSettingsFile, openSettingsField } from '@/lib/history/store'
import { control, liveRefreshTokens, makeSettings, newApp, newUser } from './story'

beforeEach(() => sandbox.world.reset())

const who = { authorisedBy: 'Zoë van der Berg', authorisedUser: 'zoe@bakkerij-de-ster.test' }
const nobody = { authorisedBy: null, authorisedUser: null }
const companies = [
  { code: '7095', name: 'Bakkerij De Ster B.V.' },
  { code: '7096', name: 'De Ster Holding B.V.' },
  { code: '7101', name: 'Ster Vastgoed <& Zn.>' },
]
const currentAlone = [{ code: '7095', name: '' }]

type Order = { endpoint: 'me' | 'hrm' | 'system' } & Record<string, unknown>

test.each<[string, Order[], object]>([
  ['current/Me is forbidden', [{ endpoint: 'me', preset: 'forbidden-403' }], { ...nobody, companies: [], proofFailure: 'me' }],
  ['current/Me is cut off', [{ endpoint: 'me', reset: 'after-headers' }], { ...nobody, companies: [], proofFailure: 'me' }],
  ['current/Me sends HTML', [{ endpoint: 'me', preset: 'html-200' }], { ...nobody, companies: [], proofFailure: 'me' }],
  ['current/Me sends 50 MB', [{ endpoint: 'me', preset: 'huge' }], { ...nobody, companies: [], proofFailure: 'me' }],
  ['current/Me redirects', [{ endpoint: 'me', preset: 'redirect-307' }], { ...nobody, companies: [], proofFailure: 'me' }],
  ['current/Me knows nobody', [{ endpoint: 'me', transform: 'no-results' }], { ...nobody, companies: [], proofFailure: 'me' }],
  ['current/Me answers with d[]', [{ endpoint: 'me', transform: 'd-array' }], { ...who, companies, proofFailure: null }],
  ['current/Me answers with d{}', [{ endpoint: 'me', transform: 'd-object' }], { ...who, companies, proofFailure: null }],
  ['hrm/Divisions is forbidden', [{ endpoint: 'hrm', preset: 'forbidden-403' }], { ...who, companies, proofFailure: null }],
  [
    'both lists are forbidden',
    [
      { endpoint: 'hrm', preset: 'forbidden-403' },
      { endpoint: 'system', preset: 'forbidden-403' },
    ],
    { ...who, companies: currentAlone, proofFailure: 'companies' },
  ],
  [
    'both lists are down',
    [
      { endpoint: 'hrm', preset: 'empty-503' },
      { endpoint: 'system', preset: 'maintenance-html' },
    ],
    { ...who, companies: currentAlone, proofFailure: 'companies' },
  ],
])('when %s, the settings stand all the same', async (_, orders, expected) => {
  for (const order of orders) await control('next', order)
  const user = await newUser()
  const app = await newApp()
  const id = await makeSettings(user, app)
  expect(await getSettingsFile(user, id)).toMatchObject(expected)
  expect(await openSettingsField(user, id, 'refreshToken')).toBe(liveRefreshTokens(app.clientId)[0])
  expect(sandbox.world.counters.endpoints.elsewhere.calls).toBe(0)
})

test('names that hold NUL, markup or half a surrogate pair are kept as harmless text', async () => {
  const FullName = 'Zo\u0000ë <b>\uD800 & Zn.'
  await control('next', { endpoint: 'me', body: { d: { results: [{ CurrentDivision: 7095, FullName, UserName: 'x'.repeat(5_000) }] } } })
  const user = await newUser()
  const file = await getSettingsFile(user, await makeSettings(user, await newApp()))
  expect(file?.authorisedBy).toMatch(/^Zo ë <b>. & Zn\.$/)
  expect(file?.authorisedUser).toHaveLength(200)
})

test('a company list without end is cut', async () => {
  const results = Array.from({ length: 3_000 }, (_, code) => ({ Code: code, Description: `Company ${code}` }))
  await control('next', { endpoint: 'hrm', body: { d: { results } } })
  const user = await newUser()
  expect((await getSettingsFile(user, await makeSettings(user, await newApp())))?.companies).toHaveLength(500)
})

test('without an access token nobody is asked twice: the settings stand without a proof', async () => {
  await control('next', { endpoint: 'token', transform: 'no-access-token' })
  const user = await newUser()
  expect(await getSettingsFile(user, await makeSettings(user, await newApp()))).toMatchObject({ ...nobody, proofFailure: 'me' })
})
