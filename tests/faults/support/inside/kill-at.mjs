// `node --import …/kill-at.mjs server.mjs`: a portal that dies (SIGKILL) at step KILL_AT of the first exchange it is asked for, and writes
// every step that it passes to STEPS_FILE. 0 kills nothing and only writes. The portal itself knows nothing of it.
import { outsideExchange } from './steps.mjs'
import { watchPostgres, watchSqlite } from './watch-databases.mjs'
import { watchFiles } from './watch-files.mjs'
import { watchDoors, watchProvider } from './watch-http.mjs'

// What an exchange starts to go on by itself, like the renewal of its lease, comes at any time and would shift the numbers.
const every = globalThis.setInterval
globalThis.setInterval = /** @type {any} */ ((/** @type {[() => void]} */ ...given) => outsideExchange(() => every(...given)))

watchSqlite()
watchPostgres()
watchFiles()
watchProvider()
watchDoors()
