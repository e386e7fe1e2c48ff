/** The fields of an app registration by the ids of their controls, in the order of the forms. The words are the seed's and the App Center's. */
export const registrationLabels = {
  name: 'Name',
  platform: 'Platform',
  country: 'Country',
  clientId: 'Client ID',
  clientSecret: 'Client Secret',
  deviating: 'Deviating Redirect URI',
  redirectUri: 'Redirect URI',
}
