import { connection } from 'next/server'

export default async function DynamicPage() {
  await connection()
  return <main>Made for this request at {new Date().toISOString()}</main>
}
