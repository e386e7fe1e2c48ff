// SIGKILL at every step of an exchange. Each portal that is started brings home what its predecessor left, and is killed a step further on.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { handIn, openPage, untilRecovered } from './hand-in'
import { expectSound, judge } from './judge'
import type { Attempt, Door, Stand } from './stand'

type Step = { number: number; label: string }
type Killed = { step: Step; passed: Step[]; attempt: Attempt }

const tables = 'test-results/faults/kill-tables'

function readSteps(file: string): { passed: Step[]; killedAt: Step | null } {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const steps = lines.map((line) => {
    const [, how, number, label = ''] = /^(passed|killed at) (\d+): (.*)$/.exec(line) ?? []
    return { how, number: Number(number), label }
  })
  return { passed: steps.filter(({ how }) => how === 'passed'), killedAt: steps.find(({ how }) => how === 'killed at') ?? null }
}

/** One exchange in a portal of its own, killed at the step; 0 for not at all. */
async function exchangeOnce(stand: Stand, door: Door, number: number): Promise<Killed> {
  const stepsFile = join(stand.folder, `steps-${door}-${number}.txt`)
  writeFileSync(stepsFile, '')
  const [portal, attempt] = await Promise.all([stand.start({ killAt: { step: number, stepsFile } }), stand.newAttempt(door)])
  const answer = await handIn(stand, attempt, portal)
  if (!answer) expect(await portal.ended).toBe('SIGKILL')
  // The last of all steps: the answer has gone out, and nothing has been tidied up behind it.
  await portal.kill()
  const { passed, killedAt } = readSteps(stepsFile)
  return { step: killedAt ?? { number, label: 'after the last step' }, passed, attempt }
}

/** @param title of the table, as `SQLite, pasted URL` */
export async function killAtEveryStep(stand: Stand, door: Door, title: string): Promise<void> {
  // The first exchange of a user does a thing or two that no later one does.
  const first = await exchangeOnce(stand, door, 0)
  const whole = await exchangeOnce(stand, door, 0)
  const steps = whole.passed
  expect(steps.length, 'the exchange was watched').toBeGreaterThan(10)
  expectWatched(steps)

  const killed: Killed[] = []
  for (let number = 1; number <= steps.length + 1; number++) killed.push(await exchangeOnce(stand, door, number))
  const isMissed = ({ label }: Step) => !killed.some(({ step }) => step.label === label)
  // What goes on at the same time comes now a step earlier, now a step later.
  for (const [index, step] of steps.entries())
    for (const number of [index + 1, index, index + 2, index + 1]) if (isMissed(step)) killed.push(await exchangeOnce(stand, door, number))
  const missed = steps.filter(isMissed).map(({ label }) => label)
  expect.soft(missed, 'every kind of step was killed once').toEqual([])

  const portal = await stand.start()
  await untilRecovered(stand)
  const all = [first, whole, ...killed]
  const verdicts = await judge(
    stand,
    all.map(({ attempt }) => attempt),
  )
  const rows = []
  for (const [index, verdict] of verdicts.entries()) {
    const { step, passed, attempt } = all[index] as Killed
    const where = `${title}, killed at ${step.number} (${step.label})`
    expectSound(verdict, where)
    if (hasAnswer(passed))
      expect.soft(verdict.kept, `${where}: the answer was there, so the token is in the history`).toEqual([verdict.issued])
    const { status } = await openPage(`/preauthenticate/${attempt.id}`, attempt.account, portal)
    expect.soft([200, 307], `${where}: the page of the attempt answers ${status}`).toContain(status)
    const outcome = verdict.failure ? `${verdict.status} (${verdict.failure})` : verdict.status
    rows.push(`| ${step.number} | ${step.label} | ${outcome} | ${verdict.tokenCalls} | ${verdict.kept.length ? 'yes' : 'no'} |`)
  }
  writeTable(title, rows.slice(2))
}

const answerCame = /^http POST .*: body came$/

/**
 * Whether the token answer had been put down. Between its last byte and the first write behind it nothing can save it from SIGKILL; that nothing
 * else is done in between is what `expectWatched` holds.
 */
function hasAnswer(passed: Step[]): boolean {
  const came = passed.findIndex(({ label }) => answerCame.test(label))
  return came >= 0 && passed.slice(came + 1).some(({ label }) => isKeeping(label))
}

const isKeeping = (label: string) => /^fs (write|writeFile) spool\//.test(label)

function expectWatched(steps: Step[]): void {
  const labels = steps.map(({ label }) => label)
  const came = labels.findIndex((label) => answerCame.test(label))
  expect(
    labels.filter((label) => /^http POST [^:]*$/.test(label)),
    'one token call',
  ).toHaveLength(1)
  expect.soft(labels.slice(came + 1)[0], 'the first thing done with the answer is to write it down').toSatisfy(isKeeping)
  expect(labels).toContainEqual(expect.stringMatching(/INSERT SettingsFile$/))
  expect(labels).toContainEqual(expect.stringMatching(/COMMIT$/))
}

/** All tables so far in one file: the workers do not wait for each other. */
function writeTable(title: string, rows: string[]): void {
  const head = ['| step | killed right before | attempt after the restart | token calls | in the history |', '|---|---|---|---|---|']
  const table = [`## ${title}`, '', ...head, ...rows, ''].join('\n')
  console.log(`\n${table}`)
  mkdirSync(tables, { recursive: true })
  writeFileSync(join(tables, `${title.replace(/\W+/g, '-').toLowerCase()}.md`), table)
  const whole = readdirSync(tables)
    .sort()
    .map((name) => readFileSync(join(tables, name), 'utf8'))
  writeFileSync('test-results/faults/kill-table.md', ['# SIGKILL at every step of an exchange', '', ...whole].join('\n'))
}
