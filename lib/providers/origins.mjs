// Plain JavaScript, since the front door (server.mjs) runs unbundled and needs them too.

/** The host of each country of Exact Online (facts/exact-online.md, "Endpoints"). */
export const exactOnlineHosts = {
  nl: 'start.exactonline.nl',
  be: 'start.exactonline.be',
  de: 'start.exactonline.de',
  fr: 'start.exactonline.fr',
  es: 'start.exactonline.es',
  uk: 'start.exactonline.co.uk',
  us: 'start.exactonline.com',
}

export const exactOnlineOrigins = Object.values(exactOnlineHosts).map((host) => `https://${host}`)
