/** Next.js calls this once, before the first request. An error keeps the server from starting. */
export async function register(): Promise<void> {
  const { start } = await import('./lib/start')
  await start()
}
