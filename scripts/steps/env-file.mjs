// The settings file with its secrets: made once, whole or not at all, for its owner's eyes, and never written over.
import { randomBytes, randomInt } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync, writeSync } from 'node:fs'

/** @typedef {{ portalUrl: string, sandboxUrl: string | null }} Choices */

/**
 * @param {string} file
 * @param {Choices} choices
 * @returns {boolean} whether it was made now
 */
export function createEnvFile(file, choices) {
  if (existsSync(file)) return false
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    writePrivately(draft, envFileText(choices))
    return publish(draft, file, choices)
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * A link appears at once and whole, and fails where there is a file already; a rename would write over it.
 * @param {string} draft
 * @param {string} file
 * @param {Choices} choices
 */
function publish(draft, file, choices) {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
  }
  // A disk without links (exFAT): not at once, but still never over an existing one.
  try {
    writePrivately(file, envFileText(choices))
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * @param {string} file
 * @param {string} text
 */
function writePrivately(file, text) {
  const handle = openSync(file, 'wx', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** @param {Choices} choices */
function envFileText({ portalUrl, sandboxUrl }) {
  return `# Made by \`npm run up\`; .env.example says what each setting means. Keep it to yourself, and keep a copy of ENCRYPTION_KEY.
PORTAL_URL=${portalUrl}
DATABASE_URL=file:./data/portal.db
NEXTAUTH_SECRET=${randomBytes(32).toString('base64url')}
ENCRYPTION_KEY=${randomBytes(32).toString('base64')}
SIGN_UP=invite
SANDBOX_URL=${sandboxUrl ?? ''}

# The account that \`npm run up\` makes when there is none.
DEMO_EMAIL=demo@portal.test
DEMO_PASSWORD=${readablePassword()}
`
}

/** Four words that nobody has heard before: 66 bits that can be typed from a screen. */
function readablePassword() {
  const letters = ['bdfghjklmnprstvz', 'aeiou']
  const word = () => [0, 1, 0, 1, 0].map((kind) => pick(letters[kind] ?? '')).join('')
  return Array.from({ length: 4 }, word).join('-')
}

/** @param {string} letters */
const pick = (letters) => letters[randomInt(letters.length)]

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && 'code' in error ? error.code : undefined)
