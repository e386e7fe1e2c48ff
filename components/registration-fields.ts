/** The ids of the controls of an app registration, in the order of the forms; their labels stand under the same keys. */
export const registrationFields = ['name', 'platform', 'country', 'clientId', 'clientSecret', 'deviating', 'redirectUri'] as const
