// npm run bench. The build comes first: what is imported after it reads the names of its actions.
import { build, isBuilt } from '@/scripts/steps/build.mjs'
import { ROOT } from '@/scripts/steps/paths.mjs'

if (!isBuilt(ROOT)) await build(ROOT, { ...process.env, NODE_ENV: 'production' })
await import('./bench')
