import { inject } from 'vitest'
import { createDatabase } from './postgres'
import { standUpPortal } from './stand-up-portal'

await standUpPortal(await createDatabase(inject('postgresUrl')))
