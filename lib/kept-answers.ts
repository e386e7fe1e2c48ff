import 'server-only'
import type { UserId } from './accounts/user-id'
import { openKeptAnswer } from './attempts/exchange-store'
import { findKeptAnswer, listKeptAnswers } from './attempts/kept-answer-store'
import { appendAudit } from './audit/store'
import type { Kept } from './exchange'
import { asRawAnswer, type RawAnswer } from './oauth/raw-answer'
import { readTokenAnswer } from './oauth/token-answer'
import { readAgain } from './recover-exchanges'

type Say = (line: string) => void
type Refuse = (message: string) => Error

const day = (date: Date | null) => date?.toISOString().slice(0, 16).replace('T', ' ') ?? 'never'

/**
 * What the operator does at the console with answers in which no token was found. Each look stands in the chain of the answer's owner before anything is
 * shown. `refuse` makes the error that ends a command with a sentence.
 */
export function keptAnswers(say: Say, refuse: Refuse) {
  const find = async (id: string) => {
    const found = await findKeptAnswer(id)
    if (!found) throw refuse(`No answer is kept of attempt ${id}.`)
    return found
  }
  const open = async (userId: UserId, id: string, kind: 'kept-answer-seen' | 'kept-answer-copied'): Promise<RawAnswer> => {
    await appendAudit(userId, kind, { attempt: id })
    const kept = await openKeptAnswer<Kept>(userId, id)
    if (!kept) throw refuse(`No answer is kept of attempt ${id} any more.`)
    return asRawAnswer(kept)
  }

  return {
    async list(): Promise<void> {
      const rows = await listKeptAnswers()
      if (rows.length === 0) say('No answer is kept.')
      for (const { id, failure, status, endedAt, keptUntil } of rows)
        say([id, failure ?? status, `ended ${day(endedAt)}`, `kept until ${day(keptUntil)}`].join('  '))
    },
    /** Everything but the body, which may hold the token. */
    async describe(id: string): Promise<void> {
      const { userId, status, failure, endedAt, keptUntil } = await find(id)
      const answer = await open(userId, id, 'kept-answer-seen')
      const bytes = Buffer.from(answer.bytes, 'base64').length
      const more = [answer.isCut && 'the connection broke in it', answer.isOverlong && 'more came than is kept'].filter(Boolean)
      say(`attempt ${id}: ${failure ?? status}, ended ${day(endedAt)}, kept until ${day(keptUntil)}`)
      say(`status ${answer.status}`)
      for (const [name, value] of Object.entries(answer.headers)) say(`${name}: ${JSON.stringify(value).slice(1, -1)}`)
      say([`body: ${bytes.toLocaleString('en')} bytes`, ...more].join(', '))
      const reading = await readTokenAnswer(answer, { issuer: 'https://localhost', clientId: id })
      if (!reading.ok) say(`this version reads it as: ${reading.failure}`)
      else say(`this version finds a refresh token of ${reading.tokens.refreshToken.length} characters in it`)
    },
    /** The body's bytes as they came. */
    async getBody(id: string): Promise<Buffer> {
      const { userId } = await find(id)
      return Buffer.from((await open(userId, id, 'kept-answer-copied')).bytes, 'base64')
    },
    async readAgain(id: string): Promise<void> {
      const { userId } = await find(id)
      await appendAudit(userId, 'kept-answer-seen', { attempt: id })
      const outcome = await readAgain(id, new Date())
      if (!outcome) throw refuse(`Attempt ${id} has made its file, or is being read at this moment.`)
      if (!outcome.ok) say(`it is read as ${outcome.failure}, and stays as it is`)
      else
        say(outcome.settingsId ? 'its settings file stands in the history of its user now' : 'it could not be saved: the portal will do it')
    },
  }
}
