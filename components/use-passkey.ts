import { useState } from 'react'

/** What the server asks a passkey, as JSON by WebAuthn level 3: to make one (it names the portal, `rp`), or to answer with one. Null: not now. */
export type Ceremony = Record<string, unknown> | object | null
export type BeginCeremony = () => Promise<Ceremony>
export type PasskeyProblem = 'cancelled' | 'unsupported' | 'failed' | 'exists'

/** Asks the browser for a passkey, and hands on what it says. What it needs of WebAuthn comes over the network with the first press. */
export function usePasskey(begin: BeginCeremony, send: (answer: string) => void) {
  const [isAsking, setIsAsking] = useState(false)
  const [problem, setProblem] = useState<PasskeyProblem | null>(null)

  const ask = async () => {
    if (isAsking) return
    setIsAsking(true)
    setProblem(null)
    try {
      const { startAuthentication, startRegistration, browserSupportsWebAuthn } = await import('@simplewebauthn/browser')
      if (!browserSupportsWebAuthn()) return setProblem('unsupported')
      const optionsJSON = await begin()
      if (!optionsJSON) return setProblem('failed')
      const makes = 'rp' in optionsJSON
      const answer = makes
        ? await startRegistration({ optionsJSON: optionsJSON as never })
        : await startAuthentication({ optionsJSON: optionsJSON as never })
      send(JSON.stringify(answer))
    } catch (error) {
      const name = error instanceof Error ? error.name : ''
      setProblem(name === 'InvalidStateError' ? 'exists' : /^(NotAllowed|Abort)Error$/.test(name) ? 'cancelled' : 'failed')
    } finally {
      setIsAsking(false)
    }
  }
  return { ask, isAsking, problem }
}
