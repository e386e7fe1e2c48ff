/** How somebody came in, or proved once more who they are. What stands behind the hyphen is the second factor. */
export const methods = ['password', 'password-totp', 'password-passkey', 'password-recovery', 'passkey', 'sign-on'] as const
export type Method = (typeof methods)[number]

/** More than something that is known: a passkey asks for the finger or the PIN as well, and an identity provider answers for itself. */
export const strongMethods: Method[] = methods.filter((method) => method !== 'password')
