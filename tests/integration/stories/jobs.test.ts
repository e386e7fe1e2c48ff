import { expect, test, vi } from 'vitest'
import { saveDeletion } from '@/lib/accounts/user-store'
import { keepAnswer, spoolPlace } from '@/lib/attempts/exchange-store'
import { getAttempt } from '@/lib/attempts/store'
import { db } from '@/lib/db'
import { deleteSettingsFile } from '@/lib/history/store'
import { countWaitingJobs, jobs, startJobs } from '@/lib/jobs'
import { stopJobs } from '@/lib/jobs/timer.mjs'
import { registry } from '@/lib/metrics.mjs'
import { reserve } from '@/lib/spool/spool'
import { begin, claim, makeSettings, newApp, newUser } from './story'

const longAgo = new Date('2026-01-01')
const answer = {
  status: 200,
  reason: null,
  code: 'stampNL001.AbCd!IAAAA-code',
  body: '{"access_token":"stampNL001.gAAAA-made-up","token_type":"bearer","expires_in":"600","refresh_token":"stampNL001.AbCd!IAAAA-kept"}',
}

/** An exchange whose process has gone, with its answer in the spool, beside its attempt, or nowhere. */
async function abandoned(where: 'the spool' | 'the row' | 'nowhere') {
  const user = await newUser()
  const app = await newApp()
  const { id } = (await begin(user, app)).attempt
  const { hold, vault } = await claim(user, id)
  if (where === 'the row') await keepAnswer(hold, vault, answer)
  if (where === 'the spool') {
    const kept = { ...answer, clientSecret: app.clientSecret }
    const room = await reserve(id, user)
    await room.keep(vault.seal(JSON.stringify(kept), spoolPlace(id)), hold.fence)
    await room.letGo()
  }
  await db.attempt.update({ where: { id }, data: { leaseUntil: longAgo } })
  return async () => (await getAttempt(user, id))?.status
}

async function pastItsTime() {
  const user = await newUser()
  const { id } = (await begin(user, await newApp())).attempt
  await db.attempt.update({ where: { id }, data: { expiresAt: longAgo } })
  return async () => (await getAttempt(user, id))?.status
}

test('every job of the list is done by itself', async () => {
  const [spooled, kept, cutOff, expired] = [
    await abandoned('the spool'),
    await abandoned('the row'),
    await abandoned('nowhere'),
    await pastItsTime(),
  ]
  const leaving = await newUser()
  await saveDeletion(leaving, longAgo)
  const user = await newUser()
  const file = await makeSettings(user, await newApp())
  await deleteSettingsFile(user, file, longAgo)
  await db.rateLimit.create({ data: { key: 'jobs', count: 1, blockedUntil: longAgo, windowEndsAt: longAgo } })

  startJobs()
  await vi.waitFor(
    async () => {
      expect([await spooled(), await kept(), await cutOff(), await expired()]).toEqual(['done', 'done', 'unknown', 'expired'])
      expect(await db.user.findUnique({ where: { id: leaving } })).toBeNull()
      expect(await db.settingsFile.findUnique({ where: { id: file } })).toBeNull()
      expect(await db.rateLimit.findUnique({ where: { key: 'jobs' } })).toBeNull()
    },
    { timeout: 30_000, interval: 50 },
  )
  const shared = jobs.filter(({ isOfDisk }) => !isOfDisk).map(({ name: job }) => ({ job, count: 0 }))
  await vi.waitFor(async () => expect(await countWaitingJobs()).toEqual(shared))
  await stopJobs()

  const { values } = (await registry?.getSingleMetric('portal_jobs_total')?.get()) ?? { values: [] }
  const done = values.filter(({ labels, value }) => labels.outcome === 'done' && value > 0).map(({ labels }) => labels.job)
  expect(done.sort()).toEqual(jobs.map(({ name }) => name).sort())
  expect(values.filter(({ labels, value }) => labels.outcome === 'failed' && value > 0)).toEqual([])
})
