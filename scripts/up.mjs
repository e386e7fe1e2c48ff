// npm run up: from a fresh clone to a running portal. The story is in up/story.mjs; this file can be read by any Node,
// so that one that is too old gets a sentence instead of a syntax error.
import { refuseOldNode } from './steps/node-version.mjs'

refuseOldNode()
import('./up/story.mjs').then((story) => story.up(process.argv.slice(2)))
