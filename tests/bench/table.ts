import { spreadOf, type Spread } from './statistics'

/** One line of the report. `bar`: what it is to reach, in words; `isMet`: whether it does. */
export type Row = { what: string; measured: string; ratio?: string; bar?: string; isMet?: boolean }

const digits = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))

/** The median, with its ends: `312 requests/s (298–330)`. */
export function number(values: number[], unit: string): string {
  const { median, min, max } = spreadOf(values)
  return values.length > 1 ? `${digits(median)} ${unit} (${digits(min)}–${digits(max)})` : `${digits(median)} ${unit}`
}

/** `0.91 × the bare dynamic page (0.88–0.93)` */
export const ratio = ({ median, min, max }: Spread, of: string) =>
  `${median.toFixed(2)} × ${of}${min === max ? '' : ` (${min.toFixed(2)}–${max.toFixed(2)})`}`

const verdict = ({ isMet }: Row) => (isMet === undefined ? '' : isMet ? 'met' : '**missed**')

export const renderTable = (rows: Row[]): string =>
  [
    '| what | measured | ratio | bar | |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| ${row.what} | ${row.measured} | ${row.ratio ?? ''} | ${row.bar ?? ''} | ${verdict(row)} |`),
  ].join('\n')
