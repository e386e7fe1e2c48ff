// The last line of package.json's postinstall: an install by hand counts as much as one by `npm run up`.
import { markGenerated, markInstalled } from './steps/install.mjs'
import { ROOT } from './steps/paths.mjs'

markGenerated(ROOT)
// Without the development packages it is no install that `up` and `check` could use.
const production = process.env.NODE_ENV === 'production' || (process.env.npm_config_omit ?? '').includes('dev')
if (!production) markInstalled(ROOT)
