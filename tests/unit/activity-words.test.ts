import { expect, test } from 'vitest'
import { activityAbout, activityWords, isWarning } from '@/components/activity-words'
import { auditKinds } from '@/lib/audit/schema'

test.each(auditKinds)('%s is said in plain words', (kind) => {
  expect(activityWords(kind, {})).toMatch(/^[A-Z][a-zA-Z -]+$/)
})

test('a kind of a later version keeps its own name', () => {
  expect(activityWords('token-tested', {})).toBe('token tested')
  expect(activityWords('constructor', {})).toBe('constructor')
  expect(isWarning('token-tested')).toBe(false)
})

test('what was revealed, why it failed and how many are told', () => {
  expect(activityWords('revealed', { field: 'refreshToken' })).toBe('Revealed: Refresh Token')
  expect(activityWords('attempt-failed', { failure: 'denied' })).toBe('No settings file made: access was denied')
  expect(activityWords('attempt-failed', { failure: 'of another version' })).toBe('No settings file made')
  expect(activityWords('sessions-ended', { count: 2 })).toBe('All other sessions ended (2)')
})

test('an entry leads to what it is about: the file before the attempt, the attempt before the registration', () => {
  const ids = { settingsFile: 'f', attempt: 'a', registration: 'r', name: 'Kantoor' }
  expect(activityAbout(ids)).toEqual({ name: 'settings-Kantoor.xml', href: '/settings/f' })
  expect(activityAbout({ ...ids, settingsFile: undefined })).toEqual({ name: 'settings-Kantoor.xml', href: '/preauthenticate/a' })
  expect(activityAbout({ registration: 'r', name: 'Kantoor' })).toEqual({ name: 'Kantoor', href: '/apps/r' })
  expect(activityAbout({})).toBeNull()
})
