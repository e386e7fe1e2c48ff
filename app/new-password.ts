import 'server-only'
import { judgePassword } from '@/lib/accounts/password-rules'
import { newPasswordSchema } from '@/lib/accounts/schema'
import type { Issue } from '@/lib/form-state'

type Read = { ok: true; password: string } | { ok: false; issues: Issue[] }

/** A password that somebody has chosen for an account. `field`: the name of its control; `email`: of the account. */
export async function readNewPassword(text: string, field: string, email: string): Promise<Read> {
  const read = newPasswordSchema.safeParse(text)
  if (!read.success) return { ok: false, issues: read.error.issues.map((issue) => ({ ...issue, path: [field] })) }
  const problem = await judgePassword(read.data, email)
  return problem ? { ok: false, issues: [{ path: [field], message: problem }] } : { ok: true, password: read.data }
}
