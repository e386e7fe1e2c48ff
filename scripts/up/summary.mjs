// What somebody who sees the portal for the first time needs to know.

/**
 * @param {import('../steps/settings.mjs').Settings} settings
 * @param {Record<string, string | undefined>} environment
 */
export function summary({ portalUrl, sandboxUrl }, { DEMO_EMAIL, DEMO_PASSWORD, SMTP_URL }) {
  const account = DEMO_EMAIL && DEMO_PASSWORD ? `${DEMO_EMAIL} / ${DEMO_PASSWORD}` : 'your own account'
  const source = sandboxUrl
    ? `Open ${sandboxUrl}/app-center, choose Netherlands, log in as zoe@bakkerij-de-ster.test / sandbox, choose "Manage my apps" and an app, note the three values.`
    : 'Open the App Center of Exact Online, choose "Manage my apps", and note the three values of your app.'
  return `
  Portal    ${portalUrl}
  Log-in    ${account}${sandboxUrl ? `\n  Sandbox   ${sandboxUrl}   (an Exact Online to try things on)` : ''}

  What to do next
  1. ${source}
  2. Open ${portalUrl}, log in, and choose "Preauthenticate". Fill in the three values${sandboxUrl ? '; as the country, leave "Sandbox"' : ''}.
  3. Choose "Allow" on the page that opens, and download settings-<NAME>.xml.

  Ctrl-C stops ${sandboxUrl ? 'both' : 'it'}. What they write: data/portal.log${sandboxUrl ? ', data/sandbox.log' : ''}
  ${SMTP_URL ? '' : 'No mail server is set (SMTP_URL): the links of mails stand in data/portal.log.'}
`
}
