import 'server-only'
import type { AuditDetail, AuditKind } from './audit/schema'
import { appendAudit, type Chain } from './audit/store'
import { log } from './log.mjs'

/** Appends an entry about what has happened already. Where that fails the operator is told, and what happened stands all the same. */
export const note = (chain: Chain, kind: AuditKind, detail: AuditDetail = {}, now = new Date()): Promise<void> =>
  appendAudit(chain, kind, detail, now).catch((error: Error) => log.error('audit entry not written', { kind, error }))
