// npm run cluster: three portals behind nginx and PgBouncer, on this machine. The story is in cluster/story.mjs.
import { refuseOldNode } from './steps/node-version.mjs'

refuseOldNode()
import('./cluster/story.mjs').then((story) => story.cluster())
