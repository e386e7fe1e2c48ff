import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../generated/postgresql/client'

// PostgreSQL breaks on NUL even in a question. No value of ours holds it: what does finds nothing, in place of an error.
class NulFreePostgres extends PrismaPg {
  override async connect() {
    const connection = await super.connect()
    const clean = <Query extends { args: unknown[] }>(query: Query) => ({
      ...query,
      args: query.args.map((value) => (typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value)),
    })
    const { queryRaw, executeRaw } = connection
    connection.queryRaw = (query) => queryRaw.call(connection, clean(query))
    connection.executeRaw = (query) => executeRaw.call(connection, clean(query))
    return connection
  }
}

/** @param max connections */
export function openPostgresql(url: string, max: number) {
  const schema = new URL(url).searchParams.get('schema') ?? undefined
  return new PrismaClient({ adapter: new NulFreePostgres({ connectionString: url, max, connectionTimeoutMillis: 5_000 }, { schema }) })
}
