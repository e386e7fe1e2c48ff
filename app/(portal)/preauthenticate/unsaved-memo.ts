import 'server-only'
import type { Unsaved } from '@/lib/attempt-outcome'
import { requestContext } from '@/lib/request-context.mjs'

const key = 'unsaved result'

/** Without JavaScript the page is drawn in the request of the action: it finds the result here, and asks the database for nothing. */
export const rememberUnsaved = (unsaved: Unsaved) => void requestContext()?.memo.set(key, unsaved)

export const recallUnsaved = () => requestContext()?.memo.get(key) as Unsaved | undefined
