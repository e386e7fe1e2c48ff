// Runs a program that is not ours as a service of ours (steps/processes.mjs): it says when its port answers, and the program ends with us.
//   node scripts/cluster/run-program.mjs '{"name":"nginx","program":"/usr/sbin/nginx","parameters":[],"port":8080,"stopSignal":"SIGQUIT"}'
import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { answers } from '../steps/ports.mjs'

const { name, program, parameters, port, stopSignal, ...place } = JSON.parse(process.argv[2] ?? '{}')
// In a group of its own: what is sent to ours is ours to hand on, once.
const child = spawn(program, parameters, { ...place, stdio: ['ignore', 'inherit', 'inherit'], detached: true })
child.once('error', (error) => {
  console.error(`${program}: ${error.message}`)
  process.exit(1)
})
child.once('exit', (code) => process.exit(code ?? 1))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(stopSignal))

while (!(await answers('127.0.0.1', port))) await delay(50)
console.log(`${name} ready on http://127.0.0.1:${port}`)
