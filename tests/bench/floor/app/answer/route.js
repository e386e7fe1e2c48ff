export const GET = () => new Response('An answer of a route handler', { headers: { 'Content-Type': 'text/plain' } })

export const dynamic = 'force-dynamic'
