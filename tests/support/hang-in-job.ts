// A portal that is in the middle of a job, to be killed there: it says so, and never comes to an end.
//   node --conditions=react-server --import tsx tests/support/hang-in-job.ts JOB   with the portal's environment
import { takeTurn } from '@/lib/jobs/queue-store'

const [, , name = ''] = process.argv
const run = () => {
  console.log('in the middle')
  setInterval(() => {}, 60_000)
  return new Promise(() => {})
}
await takeTurn({ name, everySeconds: 3_600, run })
