// The front door runs unbundled, and Next.js bundles this file more than once: all copies have to look at the same mails.
const key = Symbol.for('preauth-portal.pending-mails')
const holder = /** @type {{ [key]?: Set<Promise<void>> }} */ (globalThis)
const pending = (holder[key] ??= new Set())

/** Remembers a mail until it has gone out, or is given up. @param {Promise<void>} sending never rejects */
export function keepUntilSent(sending) {
  pending.add(sending)
  void sending.finally(() => pending.delete(sending))
}

export const countPendingMails = () => pending.size

/**
 * Until no mail is on its way any more, or patience ends: for whoever is about to end the process. Nothing else keeps a process alive for the sake of a mail.
 * @param {number} patienceMs
 * @returns {Promise<void>}
 */
export async function mailsSettled(patienceMs = 60_000) {
  const until = Date.now() + patienceMs
  while (pending.size > 0 && Date.now() < until) {
    /** @type {NodeJS.Timeout | undefined} */
    let timer
    const patience = new Promise((resolve) => (timer = setTimeout(resolve, until - Date.now())))
    await Promise.race([Promise.all(pending), patience])
    clearTimeout(timer)
  }
}
