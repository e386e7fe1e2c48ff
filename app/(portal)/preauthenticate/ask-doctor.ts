import 'server-only'
import { getFormatter } from 'next-intl/server'
import type { Texts } from '@/lib/i18n/texts'
import { getTranslations } from '@/lib/i18n/translations'
import type { DoctorAnswer, DoctorLine, ReportedError } from '@/components/preauthenticate-state'
import type { UserId } from '@/lib/accounts/user-id'
import type { Attempt } from '@/lib/attempts/store'
import { inspectReturnUrl, type Inspection } from '@/lib/inspect-return-url'
import type { Failure } from '@/lib/oauth/failures'
import type { Finding } from '@/lib/oauth/return-url-doctor'
import { settingsFileName } from '@/lib/settings/file-name'
import { tellReported } from './tell-reported'

type Words = {
  t: Texts<'doctor'>
  failures: Texts<'failures'>
  clock: (at: Date) => string
}

/** The doctor's lines on what was pasted for an attempt, in the user's language. Null where nothing was. */
export async function askDoctor(owner: UserId, attempt: Attempt, text: string): Promise<DoctorAnswer | null> {
  const [inspection, t, failures, format] = await Promise.all([
    inspectReturnUrl(owner, attempt, text),
    getTranslations('doctor'),
    getTranslations('failures'),
    getFormatter(),
  ])
  if (!inspection.findings.length) return null
  const words: Words = { t, failures, clock: (at) => format.dateTime(at, { hour: '2-digit', minute: '2-digit' }) }
  const [address, state, code] = inspection.findings.map((finding) => findingLine(finding, inspection, words))
  const reported = await tellReported(inspection.detail)
  const lines = [
    address,
    fileLine(attempt, inspection, words),
    state,
    code,
    reported && reportedLine(reported, words),
    ageLine(inspection, words),
  ].filter((line) => line !== undefined)
  const { mending, codeAgeMs, codeLifeMs } = inspection
  const wrong = inspection.failure ? failures(`${inspection.failure}.title`) : lines.find((line) => line.state === 'bad')?.text
  const summary = wrong ? t(mending ? 'summary.mends' : 'summary.wrong', { problem: wrong }) : t('summary.well')
  const changes = inspection.changes.map((change) => t(`changes.${change}`))
  return { summary, lines, mending, changes, reported, codeAgeMs: codeAgeMs !== null && codeAgeMs <= codeLifeMs ? codeAgeMs : null }
}

const badLine = (label: string, failure: Failure, spans: DoctorLine['spans'], { failures, t }: Words, mends: boolean): DoctorLine => ({
  label,
  state: 'bad',
  spans,
  text: failures(`${failure}.title`),
  detail: `${failures(`${failure}.sentence`)} ${mends ? t('mends') : failures(`${failure}.next`)}`,
})

function findingLine({ check, state, failure, spans }: Finding, { place, mending }: Inspection, words: Words): DoctorLine {
  const { t } = words
  const label = t(`label.${check}`)
  if (failure) return badLine(label, failure, spans, words, mending !== null)
  if (state === 'unknown') return { label, state, spans, text: t('unknown') }
  return { label, state, spans, text: t(`ok.${check}`, { place: place ?? '' }) }
}

function fileLine(attempt: Attempt, { other, findings }: Inspection, words: Words): DoctorLine {
  const { t, clock } = words
  const label = t('label.file')
  if (other) {
    const parameters = { file: settingsFileName(other.settingsName), time: clock(other.createdAt) }
    const link = other.status === 'open' ? { href: `/preauthenticate/${other.id}`, text: t('goThere') } : undefined
    return { label, state: 'bad', spans: [], text: t('file.other', parameters), link }
  }
  const file = settingsFileName(attempt.settingsName)
  if (attempt.status === 'open' && attempt.expiresAt <= new Date()) return badLine(label, 'attempt-expired', [], words, false)
  const isOurs = findings.some(({ check, state }) => check === 'state' && state === 'ok')
  if (!isOurs) return { label, state: 'unknown', spans: [], text: t('file.unknown', { file }) }
  const parameters = { file, time: clock(attempt.createdAt), app: attempt.registration?.name ?? attempt.clientId }
  return { label, state: 'ok', spans: [], text: t('file.ok', parameters) }
}

const reportedLine = ({ words, cure }: ReportedError, { t }: Words): DoctorLine => ({
  label: t('label.reported'),
  state: 'bad',
  spans: [],
  text: words,
  detail: cure,
})

function ageLine({ codeAgeMs, codeLifeMs }: Inspection, words: Words): DoctorLine | undefined {
  const { t } = words
  if (codeAgeMs === null) return undefined
  if (codeAgeMs > codeLifeMs) return badLine(t('label.age'), 'code-expired', [], words, false)
  const seconds = Math.round(codeAgeMs / 1000)
  const text = seconds < 2 ? t('age.fresh') : t('age.seen', { seconds, left: Math.max(0, Math.round(codeLifeMs / 1000) - seconds) })
  return { label: t('label.age'), state: 'ok', spans: [], text }
}
