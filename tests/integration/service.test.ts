import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { test } from 'vitest'

const analyze = '/usr/bin/systemd-analyze'
const unit = 'docs/operations/preauth-portal.service'

// Each ends with an error where something is wrong. 20: of 100, and systemd's "OK".
test.skipIf(!existsSync(analyze))('systemd takes the unit, and finds little that it could still shut', () => {
  execFileSync(analyze, ['verify', unit], { stdio: 'pipe' })
  execFileSync(analyze, ['security', '--offline=true', '--threshold=20', unit], { stdio: 'pipe' })
})
