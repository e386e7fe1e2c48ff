// Server actions past the UI: each is a POST to a page with the action's id (Next.js), its arguments as React's client would send them.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@/tests/support/programs'
import { multipart, send, type RawAnswer } from './raw-request'

type Manifest = { node: Record<string, { exportedName?: string; filename?: string }> }

const built = (file: string) => {
  const path = join(projectRoot, '.next', 'server', file)
  if (!existsSync(path)) throw new Error('There is no production build: npm run build')
  return JSON.parse(readFileSync(path, 'utf8')) as unknown
}

/** Every server action of the build: its name and its id. */
export const serverActions: Record<string, string> = Object.fromEntries(
  Object.entries((built('server-reference-manifest.json') as Manifest).node).map(([id, { exportedName }]) => [exportedName ?? id, id]),
)

/** Every page and route of the build, as `/settings/[id]`; groups in brackets left out. */
export const builtPaths = Object.keys(built('app-paths-manifest.json') as object)
  .map((path) => path.replace(/\/\([^)]*\)/g, '').replace(/\/(page|route)$/, '') || '/')
  .sort()

type Call = {
  port: number
  page: string
  action: string
  fields: Record<string, string>
  /** False for an action that takes the form alone, without a state before it. */
  withState?: boolean
  headers?: Record<string, string>
  from?: string
}

export async function callAction({ port, page, action, fields, withState = true, headers = {}, from }: Call): Promise<RawAnswer> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(`_1_${name}`, value)
  form.append('0', withState ? '[null,"$K1"]' : '["$K1"]')
  const { type, body } = await multipart(form)
  const id = serverActions[action]
  if (!id) throw new Error(`There is no server action ${action}`)
  return send({
    port,
    path: page,
    method: 'POST',
    body,
    from,
    headers: { 'Content-Type': type, 'Next-Action': id, Accept: 'text/x-component', ...headers },
  })
}
