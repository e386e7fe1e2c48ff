// A second portal on the same database, as far as lib/ can tell: its own modules, and its own connections.
import { onTestFinished, vi } from 'vitest'

export async function openSecondInstance<Module>(load: () => Promise<Module>): Promise<Module> {
  const holder = globalThis as { preauthPortalDb?: unknown }
  const first = holder.preauthPortalDb
  delete holder.preauthPortalDb
  vi.resetModules()
  const loaded = await load()
  const { db } = await import('@/lib/db')
  if (db === first) throw new Error('There is no second instance')
  holder.preauthPortalDb = first
  onTestFinished(() => db.$disconnect())
  return loaded
}
