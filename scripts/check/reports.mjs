// The numbers in the test runners' reports. A runner that broke down has left none, or half a one: then there is nothing to count.
import { existsSync, readFileSync } from 'node:fs'

/** @typedef {import('./stages.mjs').Count} Count */

/** @param {string} file @returns {Count | undefined} */
export function readVitestReport(file) {
  const report = readReport(file)
  if (typeof report?.numPassedTests !== 'number') return undefined
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests }
}

/** @param {string} file @returns {Count | undefined} */
export function readPlaywrightReport(file) {
  const stats = readReport(file)?.stats
  if (typeof stats?.expected !== 'number') return undefined
  // A test that passes only the second time is a failing test that had luck.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

/** @param {string} file */
function readReport(file) {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
