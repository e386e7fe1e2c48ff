/** Null: none were made by this page. */
export type RecoveryCodesState = { codes: string[] | null }
export const noRecoveryCodes: RecoveryCodesState = { codes: null }
