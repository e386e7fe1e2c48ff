// What somebody who wants to see a portal outlive its machines needs to know.

/**
 * @param {import('../steps/processes.mjs').Environment} environment
 * @param {import('./portal.mjs').Portal[]} portals
 */
export const summary = ({ PORTAL_URL, SANDBOX_URL, DEMO_EMAIL, DEMO_PASSWORD }, portals) => `
  Portal    ${PORTAL_URL}   (nginx, before three of them)
  Log-in    ${DEMO_EMAIL} / ${DEMO_PASSWORD}
  Sandbox   ${SANDBOX_URL}   (an Exact Online to try things on)
${portals.map(({ name, port, pid }) => `  ${name}  http://localhost:${port}/ready, process ${pid()}`).join('\n')}

  What to try
  1. Open ${SANDBOX_URL}/app-center, choose Netherlands, log in as zoe@bakkerij-de-ster.test / sandbox, choose "Manage my apps" and an app, note the three values.
  2. Open ${PORTAL_URL}, log in, choose "Preauthenticate", and fill them in; as the country, leave "Sandbox".
  3. At any moment: kill -9 ${portals[0]?.pid()}   (it is started again) or kill ${portals[1]?.pid()}   (it ends what it is doing first). You stay logged in, and no token is lost.

  Ctrl-C stops everything. Rows, logs and settings: data/cluster/
`
