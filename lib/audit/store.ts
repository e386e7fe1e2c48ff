import 'server-only'
import type { Administrator } from '../accounts/require-user'
import type { UserId } from '../accounts/user-id'
import { commit, db, skip, type Write } from '../db'
import { requestContext } from '../request-context.mjs'
import { firstHash, hashEntry, storable } from './chain'
import { administrativeKinds, auditDetailSchema, type AuditDetail, type AuditKind } from './schema'

/** `portal`: the chain of what is nobody's, its own doings, and log-ins to accounts that do not exist. */
export type Chain = UserId | 'portal'

const pageSize = 50

type NewEntry = ReturnType<typeof newEntry>

/** What happened, as of this request. */
function newEntry(kind: AuditKind, detail: AuditDetail, at: Date) {
  const { address = '', userAgent = '' } = requestContext() ?? {}
  return {
    at,
    kind,
    detail: JSON.stringify(auditDetailSchema.parse(detail)),
    address: storable(address),
    userAgent: storable(userAgent.slice(0, 300)),
  }
}

async function chainWrites(chain: Chain, entries: NewEntry[]): Promise<Write[]> {
  const head = await db.auditHead.findUnique({ where: { chain }, select: { sequence: true, hash: true } })
  let last = head ?? { sequence: 0, hash: firstHash(chain) }
  const rows = entries.map((entry) => {
    const row = { chain, sequence: last.sequence + 1, ...entry, previousHash: last.hash }
    last = { sequence: row.sequence, hash: hashEntry(row) }
    return { ...row, hash: last.hash }
  })
  return [
    // The insert comes first: SQLite takes its write lock with it, and waits for it where it must.
    db.auditEntry.createMany({ data: rows }),
    head
      ? db.auditHead.update({ where: { chain, sequence: head.sequence }, data: last, select: { sequence: true } })
      : db.auditHead.create({ data: { chain, ...last }, select: { sequence: true } }),
  ]
}

/**
 * The writes that append one entry, for a transaction of the caller's (lib/db.ts, commit). Two can't take the same number: the transaction of one
 * of them fails as a whole, and asks for new writes.
 */
export const auditWrites = async (chain: Chain, kind: AuditKind, detail: AuditDetail, now: Date): Promise<Write[]> =>
  chainWrites(chain, [newEntry(kind, detail, now)])

type Waiting = { entry: NewEntry; written: () => void; failed: (error: unknown) => void }

// Of one process's writers to a chain one is at work, for all that came while the one before it was; between processes the numbers decide.
const queues = new Map<Chain, Waiting[]>()
const atATime = 100

/** Appends one entry by itself. */
export async function appendAudit(chain: Chain, kind: AuditKind, detail: AuditDetail = {}, now = new Date()): Promise<void> {
  const entry = newEntry(kind, detail, now)
  return new Promise((written, failed) => {
    const queue = queues.get(chain)
    if (queue) return void queue.push({ entry, written, failed })
    queues.set(chain, [])
    void write(chain, [{ entry, written, failed }])
  })
}

async function write(chain: Chain, waiting: Waiting[]): Promise<void> {
  const entries = waiting.map(({ entry }) => entry)
  await commit(async () => ({ value: undefined, writes: await chainWrites(chain, entries) })).then(
    () => waiting.forEach(({ written }) => written()),
    (error: unknown) => waiting.forEach(({ failed }) => failed(error)),
  )
  const next = queues.get(chain)?.splice(0, atATime) ?? []
  if (next.length > 0) return write(chain, next)
  queues.delete(chain)
}

/** Newest first; `before`: the number at which the page before ended. */
export const listActivity = async (userId: UserId, before: number | null) => toPage(await findEntries(userId, before))

/** What was done to accounts, by administrators and by the operator: it stands in the portal's own chain, which is nobody's. */
export async function listAdministrativeActs(_: Administrator, before: number | null) {
  // Few among very many: the newest of each kind are found by an index, those of all kinds by none.
  const ofEachKind = await Promise.all(administrativeKinds.map((kind) => findEntries('portal', before, kind)))
  return toPage(ofEachKind.flat().sort((one, other) => other.sequence - one.sequence))
}

const findEntries = (chain: Chain, before: number | null, kind?: AuditKind) =>
  db.auditEntry.findMany({
    where: { chain, sequence: { lt: before ?? 2 ** 31 - 1 }, kind: kind ?? skip },
    orderBy: { sequence: 'desc' },
    take: pageSize + 1,
    select: { sequence: true, at: true, kind: true, detail: true, address: true, userAgent: true },
  })

function toPage(rows: Awaited<ReturnType<typeof findEntries>>) {
  const page = rows.slice(0, pageSize)
  return {
    rows: page.map((row) => ({ ...row, detail: readDetail(row.detail) })),
    before: rows.length > pageSize ? (page.at(-1)?.sequence ?? null) : null,
  }
}

/** An entry that somebody changed is for `npm run audit:verify` to name: here it only shows nothing. */
function readDetail(text: string): AuditDetail {
  try {
    return auditDetailSchema.safeParse(JSON.parse(text)).data ?? {}
  } catch {
    return {}
  }
}

/** Whether the portal's own chain tells of this key already. */
export const isKeyRecorded = async (keyId: string) =>
  (await db.auditEntry.count({
    where: { chain: 'portal', kind: 'keys-rotated' satisfies AuditKind, detail: { contains: JSON.stringify({ keyId }).slice(1, -1) } },
  })) > 0
