/** Of some measurements: the middle one, and the ends. */
export type Spread = { median: number; min: number; max: number }

/** The value that a share of all values does not pass. @param share 0.5 is the median */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const last = sorted.length - 1
  return sorted[Math.min(last, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? NaN
}

export const spreadOf = (values: number[]): Spread => ({
  median: quantile(values, 0.5),
  min: Math.min(...values),
  max: Math.max(...values),
})

/** Measures several things in turn, round by round, so that what else the machine does falls on all of them alike. */
export async function inTurn<Name extends string>(
  rounds: number,
  sides: Record<Name, () => Promise<number>>,
): Promise<Record<Name, number[]>> {
  const values = Object.fromEntries(Object.keys(sides).map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = 0; round < rounds; round++)
    for (const [name, measure] of Object.entries<() => Promise<number>>(sides)) values[name as Name].push(await measure())
  return values
}

/** How one side stands to another, round by round: each ratio is of two neighbours in time. */
export const ratioOf = (values: number[], floor: number[]): Spread => spreadOf(values.map((value, round) => value / (floor[round] ?? NaN)))
