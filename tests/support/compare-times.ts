/** The two-sided p-value of Mann and Whitney's U, by its normal approximation: how often chance alone would part two such samples as far. */
export function mannWhitney(first: number[], second: number[]): number {
  const ranked = [...first.map((value) => ({ value, isFirst: true })), ...second.map((value) => ({ value, isFirst: false }))].sort(
    (a, b) => a.value - b.value,
  )
  const rankSum = ranked.reduce((sum, { isFirst }, index) => sum + (isFirst ? index + 1 : 0), 0)
  const [n, m] = [first.length, second.length]
  const u = rankSum - (n * (n + 1)) / 2
  const z = Math.abs(u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12)
  // Abramowitz and Stegun, 26.2.17.
  const t = 1 / (1 + 0.2316419 * z)
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return Math.min(1, (2 * Math.exp((-z * z) / 2) * tail) / Math.sqrt(2 * Math.PI))
}

/** Milliseconds of each of two askings, after five rounds that do not count. */
export async function timeInTurn(
  [first, second]: [string, string],
  samples: number,
  ask: (name: string) => Promise<unknown>,
): Promise<[number[], number[]]> {
  const times: Record<string, number[]> = { [first]: [], [second]: [] }
  for (let round = -5; round < samples; round++) {
    // Turn about, and each first as often as the other: what drifts, drifts for both.
    for (const name of round % 2 ? [first, second] : [second, first]) {
      const startedAt = performance.now()
      await ask(name)
      if (round >= 0) times[name]?.push(performance.now() - startedAt)
    }
  }
  return [times[first] ?? [], times[second] ?? []]
}
