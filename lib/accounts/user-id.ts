declare const owner: unique symbol
/**
 * The id of the user who is logged in. requireUser makes one, so no store can be asked with an id that came from a form; and `provenUser`, for what
 * happens between the first proof of who somebody is and the log-in.
 */
export type UserId = string & { readonly [owner]: true }

/** The account that a password, a passkey, a link in a mail or an identity provider has just opened. Never one that was merely named. */
export const provenUser = ({ id }: { id: string; emailVerifiedAt: Date | null }) => id as UserId
