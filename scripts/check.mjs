// npm run check: everything that must hold before a change is merged. The story is in check/story.mjs.
import { refuseOldNode } from './steps/node-version.mjs'

refuseOldNode()
import('./check/story.mjs').then((story) => story.check(process.argv.slice(2)))
