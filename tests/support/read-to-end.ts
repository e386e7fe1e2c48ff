/** All that a store gives out some at a time. */
export async function readToEnd<Row>(pages: AsyncIterable<Row[]>): Promise<Row[]> {
  const all: Row[] = []
  for await (const page of pages) all.push(...page)
  return all
}
