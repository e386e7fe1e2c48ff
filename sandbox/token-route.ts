import { answerOrdered } from './ordered'
import { textReply, type Reply } from './reply'
import { formOf, hasMediaType, type Request } from './request'
import { getApp } from './store'
import { answerTokenCall } from './token-endpoint'
import { badRequest } from './token-errors'
import type { World } from './world'

/** The door of `/api/oauth2/token`. Every POST counts as a token call, an ordered answer too; orders do not use up Exact's limits. */
export function handleToken(world: World, request: Request): Reply {
  if (request.method !== 'POST') return textReply(405, 'Method Not Allowed', { Allow: 'POST' })
  const form = formOf(request)
  const clientId = getApp(world.store, form.get('client_id'))?.clientId ?? 'unknown'
  const isForm = hasMediaType(request, 'application/x-www-form-urlencoded')
  const { reply, order } = answerOrdered(world, 'token', clientId, () => (isForm ? answerTokenCall(world, form) : badRequest()))
  world.counters.logTokenCall({
    at: new Date(world.clock.now()).toISOString(),
    clientId,
    grantType: (form.get('grant_type') ?? '').slice(0, 40),
    status: reply.status,
    error: readError(reply),
    order: order?.label ?? '',
  })
  return reply
}

/** The `error` of an error answer, for the list of last calls. A successful answer is never looked into. */
function readError(reply: Reply): string {
  const text = reply.body.toString().slice(0, 500)
  return reply.status < 400 ? '' : (/"error":"(\w+)"/.exec(text)?.[1] ?? text.slice(0, 40))
}
