import { expect, test } from 'vitest'
import { activityAbout, activityWords as wordsOf, isWarning } from '@/components/activity-words'
import type { AuditDetail } from '@/lib/audit/schema'
import { english } from '../support/english'

const words = { t: english('activity'), labels: english('labels'), failures: english('failures') }
const activityWords = (kind: string, detail: AuditDetail) => wordsOf(kind, detail, words)
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
  expect(activityWords('attempt-failed', { failure: 'denied' })).toBe('No settings file made: Access was denied')
  expect(activityWords('attempt-failed', { failure: 'of another version' })).toBe('No settings file made')
  expect(activityWords('sessions-ended', { count: 2 })).toBe('Sessions ended (2)')
})

test('an entry leads to what it is about: the file before the attempt, the attempt before the registration', () => {
  const ids = { settingsFile: 'f', attempt: 'a', registration: 'r', name: 'Kantoor' }
  expect(activityAbout(ids)).toEqual({ what: 'settingsFile', name: 'settings-Kantoor.xml', href: '/settings/f' })
  expect(activityAbout({ ...ids, settingsFile: undefined })).toEqual({
    what: 'attempt',
    name: 'settings-Kantoor.xml',
    href: '/preauthenticate/a',
  })
  expect(activityAbout({ registration: 'r', name: 'Kantoor' })).toEqual({ what: 'registration', name: 'Kantoor', href: '/apps/r' })
  expect(activityAbout({})).toBeNull()
})
