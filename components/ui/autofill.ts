// Read by 1Password, LastPass, Bitwarden, Proton Pass and Dashlane, in this order, each of which documents its own.
const ignoredByManagers = {
  'data-1p-ignore': 'true',
  'data-lpignore': 'true',
  'data-bwignore': 'true',
  'data-protonpass-ignore': 'true',
  'data-form-type': 'other',
}

/**
 * What a browser and a password manager may put into a field. Every field says one of these (tests/e2e/password-managers.spec.ts): where nothing
 * is said, Chromium fills the first text and the first password of a form with the saved log-in, and the password goes where a client secret belongs.
 */
export const autofill = {
  username: { autoComplete: 'username' },
  currentPassword: { autoComplete: 'current-password' },
  newPassword: { autoComplete: 'new-password' },
  oneTimeCode: { autoComplete: 'one-time-code' },
  /** The user's own address, where no log-in belongs to it yet. */
  email: { autoComplete: 'email' },
  /** A secret that is not the user's log-in. Chromium fills a masked field in spite of `off`, but not where a new password is asked for. */
  foreignSecret: { autoComplete: 'new-password', ...ignoredByManagers },
  /** Everything else. */
  nothing: { autoComplete: 'off', ...ignoredByManagers },
} as const

export type Autofill = keyof typeof autofill
