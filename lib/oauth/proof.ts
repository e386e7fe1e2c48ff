import 'server-only'
import { z } from 'zod'
import { readCapped } from '../http-client/capped-body'
import { openLine, type Line } from '../http-client/line'

export type Company = { code: string; name: string }
/** Who allowed it, and for which companies. `failure` says which call gave no answer; the settings stand all the same. */
export type Proof = { fullName: string | null; userName: string | null; companies: Company[]; failure: 'me' | 'companies' | null }

const deadlineMs = 10_000
const maximumBytes = 1024 * 1024
const maximumCompanies = 500

const meSchema = z.object({ FullName: z.string().nullish(), UserName: z.string().nullish(), CurrentDivision: z.coerce.string().nullish() })
const divisionSchema = z.object({ Code: z.coerce.string(), Description: z.string().nullish() })

// Shapes seen: d.results[], d[], d{} (facts/exact-online.md, "Proof without harm").
function rowsOf(body: string): unknown[] {
  const { d } = z.object({ d: z.unknown() }).parse(JSON.parse(body))
  const results = (d as { results?: unknown } | null)?.results ?? d
  return Array.isArray(results) ? results : [results]
}

type Asking = { line: Line; apiUrl: string; accessToken: string }

async function getRows({ line, apiUrl, accessToken }: Asking, path: string): Promise<unknown[]> {
  const headers = { accept: 'application/json', authorization: `Bearer ${accessToken}` }
  const response = await line.get(`${apiUrl}/${path}`, headers, deadlineMs)
  if (response.statusCode !== 200) {
    // Read to its end, so that the line serves the next question.
    await readCapped(response, maximumBytes)
    throw new Error(`status ${response.statusCode}`)
  }
  const { text, isWhole } = await readCapped(response, maximumBytes)
  if (!isWhole) throw new Error('the answer broke off')
  return rowsOf(text)
}

const clean = (value: string | null | undefined) =>
  value
    ?.slice(0, 1_000)
    .replace(/[\p{Cc}\p{Cs}\p{Co}]/gu, ' ')
    .trim()
    .slice(0, 200) || null

// Access to a list depends on the licence: hrm, then system, then the current division alone.
async function getCompanies(asking: Asking, division: string): Promise<{ companies: Company[]; complete: boolean }> {
  for (const list of ['hrm', 'system']) {
    try {
      const rows = await getRows(asking, `${encodeURIComponent(division)}/${list}/Divisions?$select=Code,Description`)
      const companies = rows.slice(0, maximumCompanies).map((row) => divisionSchema.parse(row))
      return {
        companies: companies.map(({ Code, Description }) => ({ code: clean(Code) ?? '', name: clean(Description) ?? '' })),
        complete: true,
      }
    } catch {
      // the next list, or the current division
    }
  }
  return { companies: [{ code: division, name: '' }], complete: false }
}

/**
 * Asks who authorised, with the access token of the exchange; it is forgotten afterwards. Using it does not touch the refresh token.
 * @param apiUrl as `https://start.exactonline.nl/api/v1`
 */
export async function getProof(apiUrl: string, accessToken: string): Promise<Proof> {
  const line = openLine(apiUrl)
  const asking = { line, apiUrl, accessToken }
  try {
    const rows = await getRows(asking, 'current/Me?$select=CurrentDivision,FullName,UserName')
    const me = meSchema.parse(rows[0])
    const who = { fullName: clean(me.FullName), userName: clean(me.UserName) }
    if (!me.CurrentDivision) return { ...who, companies: [], failure: 'companies' }
    const { companies, complete } = await getCompanies(asking, me.CurrentDivision)
    return { ...who, companies, failure: complete ? null : 'companies' }
  } catch {
    return { fullName: null, userName: null, companies: [], failure: 'me' }
  } finally {
    line.close()
  }
}
