// A Chromium for the end-to-end tests: the machine's own, or the one that Playwright has downloaded.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell'
/** With windows, and with what belongs to them, as a password manager. */
const WHOLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']

/** @returns {string[]} */
function usualPlaces() {
  if (process.platform === 'darwin')
    return ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
  if (process.platform === 'win32') {
    const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((folder) => folder ?? [])
    return folders.map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe'))
  }
  // Debian's Chromium without its windows comes first: pages load in half the time.
  return [HEADLESS_SHELL, ...WHOLE]
}

/** @returns {Promise<string | null>} its path */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH
  if (given) return existsSync(given) ? given : null
  const own = usualPlaces().find((file) => existsSync(file))
  if (own) return own
  const { chromium } = await import('@playwright/test')
  const downloaded = chromium.executablePath()
  return existsSync(downloaded) ? downloaded : null
}

/**
 * The tests with a saved log-in need a browser that fills it in. Only on Linux do they know how a profile keeps it.
 * @returns {string | null} its path
 */
export const findWholeBrowser = () => (process.platform === 'linux' ? (WHOLE.find((file) => existsSync(file)) ?? null) : null)
