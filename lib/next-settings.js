// What Next.js reads from the environment by itself when it builds. Here it is only looked at: a malformed value stops the build.
import { z } from 'zod'

export const nextSettings = {
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 random bytes in base64')
    .optional(),
  NEXT_DEPLOYMENT_ID: z
    .string()
    .regex(/^[\w-]{1,60}$/, 'must be letters, digits, - and _')
    .optional(),
}
