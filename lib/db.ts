import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { raw, skip as skipped } from '@prisma/client/runtime/client'
import { env } from './env.js'
import type { Prisma, PrismaClient } from './generated/sqlite/client'

/** The models are the same on both databases (scripts/sync-schema.mjs), so one type serves. */
export type Db = PrismaClient

// Each brings a driver along: only the one that is needed is loaded.
async function openDatabase(url: string): Promise<Db> {
  if (url.startsWith('file:')) return (await import('./databases/sqlite')).openSqlite(url)
  return (await import('./databases/postgresql')).openPostgresql(url, env.DATABASE_POOL) as unknown as Db
}

// One client for all bundles of the process; in development it outlives a reload.
const holder = globalThis as { preauthPortalDb?: Promise<Db> }
export const db: Db = await (holder.preauthPortalDb ??= openDatabase(env.DATABASE_URL))

/** P2002: a unique index refused the row. The two generated clients have error classes of their own, so the code decides. */
export const isUniqueViolation = (error: unknown) => error instanceof Error && (error as { code?: unknown }).code === 'P2002'

/** P2003: what a row belongs to is gone. */
export const isOwnerGone = (error: unknown) => error instanceof Error && (error as { code?: unknown }).code === 'P2003'

/** P2025: a write that was bound to a state of its row found another one. P2034: a deadlock. With P2002, what the loser of a race is told. */
const isLostRace = (error: unknown) =>
  isUniqueViolation(error) || (error instanceof Error && ['P2025', 'P2034'].includes(String((error as { code?: unknown }).code)))

/** A write that has not begun: several of them stand or fall together. */
export type Write = Prisma.PrismaPromise<unknown>

const mostRaces = 100

/**
 * Commits writes of several stores in one transaction. Whoever loses a race (a number that was taken, a row that moved on) prepares anew.
 * `prepare` reads what the writes rest on, and is told which try it is; it throws where another one is pointless.
 */
export async function commit<Value>(prepare: (race: number) => Promise<{ value: Value; writes: Write[] }>): Promise<Value> {
  for (let race = 1; ; race++) {
    const { value, writes } = await prepare(race)
    try {
      await db.$transaction(writes)
      return value
    } catch (error) {
      if (!isLostRace(error) || race >= mostRaces) throw error
      await delay(Math.random() * Math.min(race, 20))
    }
  }
}

export const skip = skipped
/** A part of a query that no placeholder can stand for: a name. Never anything that a visitor sent. */
export const rawSql = raw
