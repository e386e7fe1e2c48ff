import { writeSync } from 'node:fs'

const longestWaitMs = 2_000
const pauseMs = 20

/**
 * Writes to stdout at once: the last words before process.exit are the ones that are needed. pino's own destination tries for ever when the disk is
 * full; here a line that can't be written is lost, and the portal goes on.
 * @param {string} line
 */
export function writeLine(line) {
  let rest = Buffer.from(line)
  for (let waitedMs = 0; rest.length > 0;) {
    try {
      rest = rest.subarray(writeSync(1, rest))
    } catch (error) {
      // A pipe whose reader is slow. Everything else (EPIPE, ENOSPC, EIO) does not pass by waiting.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EAGAIN' || waitedMs >= longestWaitMs) return
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs)
      waitedMs += pauseMs
    }
  }
}
