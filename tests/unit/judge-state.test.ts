import { describe, expect, test } from 'vitest'
import { judgeState, type Facts } from '@/app/(portal)/administration/state/judge-state'
import { locales } from '@/lib/i18n/locale-names'
import { readFileSync } from 'node:fs'

const fine: Facts = {
  version: '1.2.3',
  database: { kind: 'postgresql', isAlive: true },
  migrations: { count: 5, newest: '20261127000000_accounts', unfinished: 0 },
  spool: { state: 'ready', waiting: 0 },
  kept: 0,
  keys: { primary: 'ab12', count: 2, elsewhere: 0 },
  mail: 'ok',
  wayOut: { proxies: [], isMixed: true },
  signUp: { kind: 'invite' },
  logIn: { mode: 'all', provider: null, factor: 'on' },
  sessions: { hours: 12, minutes: 60 },
}

const toneOf = (changes: Partial<Facts>, part: string) => {
  const row = judgeState({ ...fine, ...changes }).find((one) => one.part === part)
  return [row?.tone, row?.says]
}

test('a portal that is as it should be is good in every part', () => {
  const rows = judgeState(fine)
  expect(rows.map(({ tone }) => tone)).toEqual(rows.map(() => 'good'))
  expect(new Set(rows.map(({ part }) => part)).size).toBe(12)
})

describe('what is not as it should be', () => {
  const cases: [string, Partial<Facts>, string, string][] = [
    ['database', { database: { kind: 'sqlite', isAlive: false } }, 'bad', 'database.away'],
    ['migrations', { migrations: null }, 'warn', 'migrations.unknown'],
    ['migrations', { migrations: { count: 4, newest: 'x', unfinished: 1 } }, 'bad', 'migrations.unfinished'],
    ['spool', { spool: { state: 'full', waiting: 0 } }, 'bad', 'spool.full'],
    ['spool', { spool: { state: 'unwritable', waiting: 0 } }, 'bad', 'spool.unwritable'],
    ['spool', { spool: { state: 'ready', waiting: 1 } }, 'warn', 'spool.waiting'],
    ['kept', { kept: 2 }, 'warn', 'kept.some'],
    ['keys', { keys: null }, 'bad', 'keys.unknown'],
    ['keys', { keys: { primary: 'ab12', count: 2, elsewhere: 7 } }, 'warn', 'keys.behind'],
    ['mail', { mail: 'off' }, 'warn', 'mail.off'],
    ['mail', { mail: 'unreachable' }, 'bad', 'mail.unreachable'],
    ['signUp', { signUp: { kind: 'open' } }, 'warn', 'signUp.open'],
    ['factor', { logIn: { mode: 'all', provider: null, factor: 'off' } }, 'warn', 'factor.off'],
    ['sessions', { sessions: { hours: 25, minutes: 60 } }, 'warn', 'sessions.long'],
    ['sessions', { sessions: { hours: 12, minutes: 61 } }, 'warn', 'sessions.long'],
  ]
  test.each(cases)('%s %j', (part, changes, tone, says) => expect(toneOf(changes, part)).toEqual([tone, says]))
})

test.each([
  [{ proxies: [], isMixed: true }, 'wayOut.direct'],
  [{ proxies: ['proxy.example.com:3128'], isMixed: false }, 'wayOut.proxy'],
  [{ proxies: ['proxy.example.com:3128'], isMixed: true }, 'wayOut.mixed'],
])('the way out %j', (wayOut, says) => expect(toneOf({ wayOut }, 'wayOut')).toEqual(['good', says]))

test('with single sign-on alone the provider sees to the second factor', () => {
  const logIn = { mode: 'sso', provider: 'Kantoor', factor: 'off' } as const
  expect([toneOf({ logIn }, 'factor'), toneOf({ logIn }, 'logIn')]).toEqual([
    ['good', 'factor.provider'],
    ['good', 'logIn.sso'],
  ])
  expect(toneOf({ logIn: { ...logIn, mode: 'all' } }, 'logIn')).toEqual(['good', 'logIn.mixed'])
})

test.each(locales)('in %s what is to be done names the setting or the command', (locale) => {
  const { state } = JSON.parse(readFileSync(`messages/${locale}/administration.json`, 'utf8')) as {
    state: Record<string, Record<string, string>>
  }
  const advice = [
    state.database?.away,
    state.migrations?.unfinished,
    state.migrations?.unknown,
    state.spool?.full,
    state.spool?.unwritable,
    state.kept?.some,
    state.keys?.behind,
    state.keys?.unknown,
    state.mail?.off,
    state.mail?.unreachable,
    state.signUp?.open,
    state.factor?.off,
    state.sessions?.long,
  ]
  for (const text of advice) expect(text).toMatch(/[A-Z]+_[A-Z]+|npm run [a-z:]+/)
})
