// Loaded before a server that `up` starts. The pipe on stdin is held open by `up`: when it closes, `up` wants the server to stop,
// or is itself no more, however it ended. Unlike a signal, this works on Windows and reaches the server exactly once.
process.stdin.once('close', () => {
  if (!process.emit('SIGTERM')) process.exit(0)
})
process.stdin.resume()
// It must not be what keeps the server alive. A pipe is a net.Socket, a terminal too; only a file has no unref.
if ('unref' in process.stdin) process.stdin.unref()
