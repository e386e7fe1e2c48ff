/** That the process answers. Nothing else is looked at: a database that is away is no reason to start the portal anew. */
export const GET = () => Response.json({ alive: true })
