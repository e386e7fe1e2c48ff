// Loaded before server.mjs (NODE_OPTIONS): notes where the processor's time goes, from SIGUSR2 to SIGTERM; with PROFILE_START from the very start.
import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'

if (process.argv[1]?.endsWith('server.mjs')) {
  const session = new Session()
  session.connect()
  const begin = async () => {
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: 500 })
    await session.post('Profiler.start')
  }
  if (process.env.PROFILE_START) await begin()
  else process.once('SIGUSR2', begin)
  process.once('SIGTERM', async () => {
    const { profile } = await session.post('Profiler.stop')
    writeFileSync(process.env.PROFILE_FILE ?? '', JSON.stringify(profile))
  })
}
