/** Next.js calls this once, before the first request. */
export async function register(): Promise<void> {
  // The bundler replaces this by a constant, and leaves lib/ out of the bundle for the edge, which could not hold it.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { start } = await import('./lib/start')
    // Next.js would log what is thrown here, and serve all the same.
    await start().catch((error: Error) => {
      // For the person who starts it, so not as a line of the log.
      process.stderr.write(`The portal does not start:\n  ${error.message}\n`)
      process.exit(1)
    })
  }
}
