// Holds the commands of "Put it in place": they really run here, in the shells that are there, with the folders of a user of their own.
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { settingsFileName } from '@/lib/settings/file-name'
import { defaultFormat } from '@/lib/settings/format'
import { renderInstallCommand, type System } from '@/lib/settings/install-command'
import { renderSettingsXml } from '@/lib/settings/settings-xml'

const names = [
  'ACME',
  'Acme B.V.',
  'De Ster & Zn',
  "Café d'Or",
  'L’Oréal “Nord”',
  'Acme [NL] {2026} (test)',
  '-n $(touch x) `id` $HOME !! ~',
  'a  b',
  'Bäckerei 日本 𠀋',
  '%USERPROFILE%; exit',
]

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'portal home '))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const xmlOf = (name: string, token: string) =>
  renderSettingsXml({ name, platform: 'exact-online', connectionString: `api-refresh-token=${token}` }, defaultFormat)

/** A download, `age` minutes old. */
function download(name: string, token: string, age: number, fileName = settingsFileName(name), folder = join(home, 'Downloads')): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, fileName)
  writeFileSync(path, xmlOf(name, token), { mode: 0o644 })
  const at = Date.now() / 1000 - age * 60
  utimesSync(path, at, at)
  return path
}

/** What the system says where downloads go: the program of macOS and of Linux alike, in front of the machine's own. */
function answerFolder(answer: string): string {
  const folder = join(home, 'programs')
  mkdirSync(folder, { recursive: true })
  for (const program of ['xdg-user-dir', 'osascript'])
    writeFileSync(join(folder, program), `#!/bin/sh\nprintf '%s\\n' '${answer}'\n`, { mode: 0o755 })
  return folder
}

type Run = { shell?: string; system?: Exclude<System, 'Windows'>; name?: string; environment?: Record<string, string>; downloads?: string }
function install({ shell = 'sh', system = 'Linux', name = 'ACME', environment = {}, downloads = join(home, 'Downloads') }: Run = {}) {
  const PATH = `${answerFolder(downloads)}:${process.env.PATH}`
  const ended = spawnSync(shell, [], {
    input: renderInstallCommand(system, name),
    cwd: home,
    env: { ...process.env, HOME: home, PATH, ...environment },
  })
  return { code: ended.status, output: `${ended.stdout}${ended.stderr}` }
}

const inFolder = (folder = join(home, 'invantive')) => (existsSync(folder) ? readdirSync(folder).sort() : [])
const tokenIn = (path: string) => /api-refresh-token=([^"]*)"/.exec(readFileSync(path, 'utf8'))?.[1]
const inPlace = (name = 'ACME', folder = join(home, 'invantive')) => tokenIn(join(folder, settingsFileName(name)))

describe.each([
  ['sh', 'Linux'],
  ['bash', 'Linux'],
  ['bash', 'macOS'],
] as const)('in %s, the command for %s', (shell, system) => {
  const run = (more: Run = {}) => install({ shell, system, ...more })

  test.each(names)('first use, as %s', (name) => {
    download(name, 'first', 1)
    expect(run({ name })).toEqual({ code: 0, output: expect.stringContaining('In place: ') })
    expect(inPlace(name)).toBe('first')
    expect(statSync(join(home, 'invantive', settingsFileName(name))).mode & 0o777).toBe(0o600)
    expect(statSync(join(home, 'invantive')).mode & 0o777).toBe(0o700)
    expect(inFolder(join(home, 'Downloads'))).toEqual([])
    expect(readdirSync(home).sort()).toEqual(['Downloads', 'invantive', 'programs'])
  })

  test.each(names)('second use, as %s: the new one comes, the old one is kept and is no settings file any more', (name) => {
    download(name, 'first', 9)
    run({ name })
    download(name, 'second', 1)
    expect(run({ name }).code).toBe(0)
    expect(inPlace(name)).toBe('second')
    const [, kept] = inFolder()
    expect(kept).toMatch(/\.xml\.\d{8}-\d{6}\.old$/)
    expect(tokenIn(join(home, 'invantive', kept as string))).toBe('first')
  })

  test.each(['settings-ACME (1).xml', 'settings-ACME(1).xml', 'settings-ACME-1.xml', 'settings-ACME 2.xml', 'settings-ACME copy.xml'])(
    'two downloads, the newest called %s',
    (fileName) => {
      download('ACME', 'older', 9)
      download('ACME', 'newest', 1, fileName)
      expect(run().code).toBe(0)
      expect(inPlace()).toBe('newest')
      // Run again, it does not bring the older one back.
      expect(run()).toEqual({ code: 1, output: expect.stringContaining('Nothing moved: the file in place is newer than') })
      expect(inPlace()).toBe('newest')
      expect(inFolder()).toHaveLength(1)
    },
  )

  test('two downloads, the first one newer by its time', () => {
    download('ACME', 'newest', 1)
    download('ACME', 'older', 9, 'settings-ACME (1).xml')
    run()
    expect(inPlace()).toBe('newest')
  })

  test('no download: said, and what is in place stays', () => {
    expect(run()).toEqual({ code: 1, output: expect.stringContaining('Nothing moved: no download of this file in') })
    expect(inFolder()).toEqual([])
    download('ACME', 'first', 5)
    run()
    expect(run().code).toBe(1)
    expect(inPlace()).toBe('first')
  })

  test('the file of another NAME is not taken for it', () => {
    download('ACME-2', 'another', 1)
    download('ACME Holding', 'another', 1)
    expect(run().code).toBe(1)
    download('ACME', 'right', 9)
    expect(run().code).toBe(0)
    expect(inPlace()).toBe('right')
  })

  test('what is still being downloaded is left alone', () => {
    download('ACME', 'half', 1, 'settings-ACME.xml.crdownload')
    download('ACME', 'half', 1, 'settings-ACME.xml.part')
    expect(run().code).toBe(1)
  })

  test('a file in place that was changed after the download stays', () => {
    download('ACME', 'first', 9)
    mkdirSync(join(home, 'invantive'))
    writeFileSync(join(home, 'invantive', 'settings-ACME.xml'), 'encrypted since')
    expect(run().code).toBe(1)
    expect(readFileSync(join(home, 'invantive', 'settings-ACME.xml'), 'utf8')).toBe('encrypted since')
  })

  test('the folder for downloads is the one that the system names', () => {
    const downloads = join(home, "Mes 'téléchargements'".replaceAll("'", ''))
    download('ACME', 'there', 1, undefined, downloads)
    download('ACME', 'leftover', 0)
    expect(run({ downloads }).code).toBe(0)
    expect(inPlace()).toBe('there')
  })

  test.each(['', '/nowhere', 'HOME'])('where the system names none (%s), it is ~/Downloads', (answer) => {
    download('ACME', 'first', 1)
    expect(run({ downloads: answer === 'HOME' ? home : answer }).code).toBe(0)
    expect(inPlace()).toBe('first')
  })

  test('a folder of settings that was moved', () => {
    const [general, databases] = [join(home, 'general'), join(home, 'only databases')]
    download('ACME', 'one', 5)
    expect(run({ environment: { INVANTIVE_CONFIGURATION_FOLDER: general } }).code).toBe(0)
    expect(inPlace('ACME', general)).toBe('one')
    download('ACME', 'two', 1)
    expect(
      run({ environment: { INVANTIVE_CONFIGURATION_FOLDER: general, INVANTIVE_CONFIGURATION_DATABASES_FOLDER: databases } }).code,
    ).toBe(0)
    expect(inPlace('ACME', databases)).toBe('two')
    expect(inFolder()).toEqual([])
  })

  test('a folder that is there already, as Invantive or behind a link', () => {
    mkdirSync(join(home, 'Invantive'))
    download('ACME', 'one', 1)
    expect(run().code).toBe(0)
    expect(inPlace('ACME', join(home, 'Invantive'))).toBe('one')
    mkdirSync(join(home, 'elsewhere'))
    symlinkSync(join(home, 'elsewhere'), join(home, 'invantive'))
    download('ACME', 'two', 1)
    expect(run().code).toBe(0)
    expect(inPlace('ACME', join(home, 'elsewhere'))).toBe('two')
  })

  test('a folder that can not be made: nothing is lost', () => {
    writeFileSync(join(home, 'invantive'), 'a file, not a folder')
    const path = download('ACME', 'first', 1)
    expect(run().code).toBe(1)
    expect(tokenIn(path)).toBe('first')
  })
})

describe('the command for Windows', () => {
  const lines = (name: string) => renderInstallCommand('Windows', name)

  test.each(names)('carries %s as one text', (name) => {
    // PowerShell ends a verbatim text at any of its five apostrophes, unless it stands twice.
    const texts = [...lines(name).matchAll(/'((?:[^'\u2018-\u201b]|(['\u2018-\u201b])\2)*)'/g)].map(([, text = '']) =>
      text.replace(/(['\u2018-\u201b])\1/g, '$1'),
    )
    const xmlName = /<connection (name="[^"]*")/.exec(xmlOf(name, 'x'))?.[1]
    expect(texts).toContain(settingsFileName(name))
    expect(texts).toContain(`settings-${name}`)
    expect(texts).toContain(xmlName)
  })

  test('names no file by a pattern: a NAME may hold brackets', () => {
    expect(lines('Acme [NL]')).not.toMatch(/-(Path|Include|Filter|Destination|Name)\s+\S*(\$file|\$new|settings-)/)
  })
})
