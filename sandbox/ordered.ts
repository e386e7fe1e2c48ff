import type { Endpoint } from './counters'
import { takeOrder, type Order } from './orders'
import { renderError } from './page'
import { PageError, type Reply } from './reply'
import { transformReply } from './transforms'
import type { World } from './world'

/** Answers a call for real unless something else was ordered, and counts it. */
export function answerOrdered(
  world: World,
  endpoint: Endpoint,
  clientId: string,
  answer: () => Reply,
): { reply: Reply; order: Order | null } {
  const order = takeOrder(world, endpoint, clientId)
  const real = () => answerOrRefuse(answer)
  const reply = order ? answerByOrder(world, order, clientId, real) : real()
  world.counters.count(endpoint, reply.status)
  return { reply, order }
}

/** A refusal is an answer too: it is counted, and an order can delay it. */
function answerOrRefuse(answer: () => Reply): Reply {
  try {
    return answer()
  } catch (error) {
    if (error instanceof PageError) return renderError(error)
    throw error
  }
}

function answerByOrder(world: World, order: Order, clientId: string, answer: () => Reply): Reply {
  const reply = order.answer ? order.answer(world.clock.now()) : answer()
  const altered = order.transform ? transformReply(reply, order.transform) : reply
  const delivery = order.hold ? { ...order.delivery, until: world.held.hold(clientId) } : order.delivery
  return { ...altered, headers: { ...altered.headers, ...order.headers }, delivery }
}
