import { Secret } from 'otpauth'
import { expect, test } from 'vitest'
import { existsSync, readFileSync } from 'node:fs'
import { keepAnswer, openAnswer } from '@/lib/attempts/exchange-store'
import { openState } from '@/lib/attempts/store'
import { openClientSecret } from '@/lib/apps/store'
import { db } from '@/lib/db'
import { replaceRecoveryCodes, takeRecoveryCode } from '@/lib/factors/recovery-code-store'
import { makeTotpSecret } from '@/lib/factors/totp'
import { saveTotp, takeTotpCode } from '@/lib/factors/totp-store'
import { openSettingsField } from '@/lib/history/store'
import { exchangeReturnUrl } from '@/lib/preauthenticate'
import { claimAttempt } from '@/tests/support/taken'
import { query, tableNames } from '../../support/migration-databases'
import { allow, begin, claim, control, liveRefreshTokens, makeSettings, newApp, newUser, requireAttempt } from './story'

const databaseUrl = process.env.DATABASE_URL ?? ''

/** All rows of all tables, and where the database is a file, its bytes and those of its log. */
async function everythingStored(): Promise<string> {
  const rows = []
  for (const table of await tableNames(databaseUrl)) rows.push(await query(databaseUrl, `SELECT * FROM "${table}"`))
  const file = databaseUrl.replace(/^file:/, '')
  const bytes = databaseUrl.startsWith('file:') ? [file, `${file}-wal`].filter(existsSync).map((path) => readFileSync(path, 'latin1')) : []
  return [JSON.stringify(rows), ...bytes].join('\n')
}

test('no secret, state, code or token stands in plain text in the database, at any point of the story', async () => {
  const user = await newUser()
  const app = await newApp()
  const { attempt, state } = await begin(user, app)
  const returnUrl = await allow(app, state)
  const code = new URL(returnUrl).searchParams.get('code') ?? ''
  const secrets = [app.clientSecret, state, code]
  const expectSealed = async () => {
    const stored = await everythingStored()
    expect(stored).toContain(app.clientId)
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(10)
      expect(stored.includes(secret)).toBe(false)
      expect(stored.includes(Buffer.from(secret).toString('base64'))).toBe(false)
      expect(stored.includes(encodeURIComponent(secret))).toBe(false)
    }
  }
  await expectSealed()
  expect((await exchangeReturnUrl(user, attempt, returnUrl)).ok).toBe(true)
  secrets.push(...liveRefreshTokens(app.clientId), ...sandbox.world.store.records.accessTokens.map(({ token }) => token))
  expect(secrets.length).toBeGreaterThanOrEqual(5)
  await expectSealed()

  const kept = (await begin(user, app)).attempt
  const { hold, vault } = await claim(user, kept.id)
  secrets.push('stampNL001.AbCd!IAAAA-an-answer-kept')
  await keepAnswer(hold, vault, { status: 200, reason: null, body: secrets.at(-1) })
  await expectSealed()

  await control('next', {
    endpoint: 'token',
    status: 400,
    body: { error: 'invalid_grant', error_description: `${app.clientSecret} ${code}` },
  })
  const refused = await begin(user, app)
  await exchangeReturnUrl(user, refused.attempt, await allow(app, refused.state))
  expect((await requireAttempt(user, refused.attempt.id)).status).toBe('failed')
  await expectSealed()
})

test('no secret of an authenticator app and no recovery code stands in plain text in the database, used or not', async () => {
  const user = await newUser()
  const [secret, replaced] = [makeTotpSecret(), makeTotpSecret()]
  await saveTotp(user, replaced, 1, new Date())
  await saveTotp(user, secret, 1, new Date())
  const codes = await replaceRecoveryCodes(user, new Date())
  expect(await takeRecoveryCode(user, codes[0] ?? '', new Date())).toBe(true)
  const bytes = [secret, replaced].map((text) => Buffer.from(Secret.fromBase32(text).bytes))
  const shapes = [
    ...[secret, replaced, ...codes],
    ...codes.map((code) => code.replaceAll('-', '')),
    ...bytes.flatMap((one) => [one.toString('hex'), one.toString('base64').replace('=', ''), one.toString('latin1')]),
  ]
  const stored = (await everythingStored()).toLowerCase()
  expect(stored).toContain(user)
  for (const shape of shapes) {
    expect(shape.length).toBeGreaterThanOrEqual(20)
    expect(stored.includes(shape.toLowerCase())).toBe(false)
    expect(stored.includes(Buffer.from(shape).toString('base64').replace(/=+$/, '').toLowerCase())).toBe(false)
  }
})

test('a cipher text that was moved to another row, column or owner does not open, and is not overwritten', async () => {
  const [user, other] = [await newUser(), await newUser()]
  const [app, otherApp] = [await newApp(), await newApp()]
  const [mine, theirs] = [await begin(user, app), await begin(other, otherApp)]
  const [myFile, theirFile] = [await makeSettings(user, app), await makeSettings(other, otherApp)]
  const myId = mine.attempt.registrationId ?? ''

  const registration = await db.appRegistration.findUniqueOrThrow({ where: { id: theirs.attempt.registrationId ?? '' } })
  await db.appRegistration.update({ where: { id: myId }, data: { clientSecretSealed: registration.clientSecretSealed } })
  await expect(openClientSecret(user, myId)).rejects.toThrow(/which this user does not have/)

  const file = await db.settingsFile.findUniqueOrThrow({ where: { id: theirFile } })
  await db.settingsFile.update({ where: { id: myFile }, data: { xmlSealed: file.xmlSealed, encryptStatementSealed: 'plain text' } })
  await expect(openSettingsField(user, myFile, 'xml')).rejects.toThrow(/which this user does not have/)
  await expect(openSettingsField(user, myFile, 'encryptStatement')).rejects.toThrow(/no cipher text of ours/)
  expect(await openSettingsField(user, myFile, 'refreshToken')).toBeTruthy()

  const row = await db.attempt.findUniqueOrThrow({ where: { id: mine.attempt.id } })
  await db.attempt.update({ where: { id: row.id }, data: { stateSealed: row.clientSecretSealed } })
  await expect(openState(user, row.id, new Date())).rejects.toThrow(/changed or moved/)
  await db.attempt.update({ where: { id: row.id }, data: { clientSecretSealed: registration.clientSecretSealed } })
  await expect(claimAttempt(user, row.id, new Date())).rejects.toThrow(/which this user does not have/)
  expect((await requireAttempt(user, row.id)).status).toBe('open')
  await db.attempt.update({ where: { id: row.id }, data: { status: 'exchanging', answerSealed: row.clientSecretSealed } })
  await expect(openAnswer({ userId: user, id: row.id, fence: row.fence })).rejects.toThrow(/which this user does not have/)
  expect((await db.attempt.findUniqueOrThrow({ where: { id: row.id } })).answerSealed).toBe(row.clientSecretSealed)

  for (const who of [user, other]) await saveTotp(who, makeTotpSecret(), 1, new Date())
  const { secretSealed } = await db.totp.findUniqueOrThrow({ where: { userId: other } })
  await db.totp.update({ where: { userId: user }, data: { secretSealed } })
  expect(await takeTotpCode(user, '123456', new Date())).toBe('damaged')
  expect((await db.totp.findUniqueOrThrow({ where: { userId: user } })).secretSealed).toBe(secretSealed)
})
