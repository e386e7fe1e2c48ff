// Loaded before a command of the backup (`--import`), to see into it. It keeps a list of the programs that the command starts, and kills
// the command at its nth step: before it does the nth thing that could leave a trace on a disk, in a database or in another program.
import { appendFileSync } from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'

const require = createRequire(import.meta.url)
const killAt = Number(process.env.TEST_KILL_AT)
const { TEST_STEPS_FILE: stepsFile, TEST_PROGRAMS_FILE: programsFile } = process.env
let steps = 0

function step(name: string) {
  steps++
  if (stepsFile) appendFileSync(stepsFile, `${steps} ${name}\n`)
  if (steps === killAt) process.kill(process.pid, 'SIGKILL')
}

type Methods = Record<string, (...parameters: unknown[]) => unknown>

function watch(holder: object, names: string[], of = '') {
  const methods = holder as Methods
  for (const name of names) {
    const original = methods[name]!
    methods[name] = function (this: unknown, ...parameters: unknown[]) {
      step(`${of}${name}`)
      return original.apply(this, parameters)
    }
  }
}

const files = require('node:fs/promises')
const handle = await files.open(process.execPath, 'r')
watch(Object.getPrototypeOf(handle), ['writeFile', 'sync'], 'file.')
await handle.close()
watch(files, ['open', 'mkdir', 'rename', 'rm'])
watch(require('better-sqlite3').prototype, ['exec', 'pragma', 'backup', 'close'], 'database.')

const programs = require('node:child_process')
const { spawn } = programs
programs.spawn = (program: string, parameters: string[], options: object) => {
  step('spawn')
  if (programsFile) appendFileSync(programsFile, `${JSON.stringify([program, ...parameters])}\n`)
  const child = spawn(program, parameters, options)
  const { stdin } = child
  const write = stdin.write.bind(stdin)
  let pieces = 0
  stdin.write = (what: string | Buffer) => {
    // Into how many pieces a pipe cuts what is passed on, chance decides: the first two count.
    if (typeof what === 'string' || ++pieces <= 2) step('stdin.write')
    return write(what)
  }
  watch(stdin, ['end'], 'stdin.')
  return child
}
syncBuiltinESMExports()
