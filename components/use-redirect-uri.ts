import { useState } from 'react'

type Country = { code: string; takesOwnRedirectUri: boolean }
type Start = { country: string; deviating: boolean; redirectUri: string }

/**
 * The box Deviating Redirect URI and what is typed beside it, with the country that decides what is possible. `sent`: the values of a form that
 * came back, which go before what the page began with.
 */
export function useRedirectUri(countries: Country[], sent: Record<string, string> | null, start: Start) {
  const [country, setCountry] = useState(sent?.country ?? start.country)
  const [deviating, setDeviating] = useState(sent ? sent.deviating === 'on' : start.deviating)
  const [typed, setTyped] = useState(deviating && sent ? (sent.redirectUri ?? '') : start.redirectUri)
  const [isTouched, setTouched] = useState(false)
  const takesOwn = (code: string) => countries.find((known) => known.code === code)?.takesOwnRedirectUri ?? false
  return {
    deviating,
    typed,
    ownWorks: takesOwn(country),
    chooseCountry: (code: string) => {
      setCountry(code)
      // Until somebody decides otherwise the box says what works for the country.
      if (!takesOwn(code)) setDeviating(true)
      else if (!isTouched) setDeviating(false)
    },
    onDeviating: (checked: boolean) => {
      setTouched(true)
      setDeviating(checked)
    },
    onTyped: setTyped,
  }
}
