import type { Factor, Mail } from '@/lib/mail/mail'

const at = new Date('2026-11-25T14:02:10Z')
const trace = { at, device: 'Firefox on Windows', place: '203.0.113.0/24' }
const names: [Factor, string | null][] = [
  ['passkey', 'Laptop'],
  ['totp', null],
  ['recovery-codes', null],
  ['sign-on', 'Kantoor'],
]

/** One of each mail that there is. @param url the portal's own */
export function listSampleMails(url: string): Mail[] {
  const proof = (path: string) => ({ link: `${url}${path}?token=a-token&more=1`, expiresAt: at })
  const [oldEmail, newEmail] = ['mila@oud.example', 'mila@kantoor.example']
  return [
    { kind: 'sign-up', ...proof('/sign-up/finish') },
    { kind: 'sign-up-known' },
    { kind: 'invitation', invitedBy: 'beheer@kantoor.example', ...proof('/invitation') },
    { kind: 'reset', ...proof('/reset') },
    { kind: 'change-email', oldEmail, ...proof('/change-email') },
    { kind: 'email-changing', newEmail },
    { kind: 'email-changed', oldEmail, newEmail },
    { kind: 'new-device', ...trace },
    { kind: 'password-changed', ...trace },
    ...names.map(([factor, name]): Mail => ({ kind: 'factor-added', factor, name, ...trace })),
    ...names.map(([factor, name]): Mail => ({ kind: 'factor-removed', factor, name, ...trace })),
    { kind: 'factors-reset', at },
    { kind: 'account-disabled' },
    { kind: 'deletion-asked', deletionAt: at },
    { kind: 'deleted' },
  ]
}
