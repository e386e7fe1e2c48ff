declare const owner: unique symbol
/** The id of the user who is logged in. Only requireUser makes one, so no store can be asked with an id that came from a form. */
export type UserId = string & { readonly [owner]: true }
