import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPlaywrightReport, readVitestReport } from '../../scripts/check/reports.mjs'
import { newFolder } from '../support/new-folder'

function reportFile(text: string) {
  const file = join(newFolder(), 'report.json')
  writeFileSync(file, text)
  return file
}

test("vitest's numbers", () => {
  const file = reportFile(JSON.stringify({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }))
  expect(readVitestReport(file)).toEqual({ passed: 7, failed: 2, skipped: 2 })
})

test("Playwright's numbers: what passes only the second time has failed", () => {
  const file = reportFile(JSON.stringify({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 3 } }))
  expect(readPlaywrightReport(file)).toEqual({ passed: 5, failed: 2, skipped: 3 })
})

test.each(['', '{"numPassedTests": 7', '{}', 'null'])('a report that says %j says nothing', (text) => {
  expect(readVitestReport(reportFile(text))).toBeUndefined()
  expect(readPlaywrightReport(reportFile(text))).toBeUndefined()
})

test('neither does one that is not there', () => {
  expect(readVitestReport(join(newFolder(), 'gone.json'))).toBeUndefined()
})
