import type { ReactNode } from 'react'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Says the header to screen readers only: for columns of buttons. */
  quietHeader?: boolean
  className?: string
}

type Props<Row> = { caption: string; columns: Column<Row>[]; rows: Row[]; rowKey: (row: Row) => string }

// The width of the table's own place decides, not that of the window: beside a menu there is less room than a screen promises.
const table = '@max-[860px]:block w-full border-collapse text-md'
const head = '@max-[860px]:sr-only'
const headCell = 'border-b border-line px-2.5 py-2.5 text-left text-sm font-[560] text-ink-3'
const body = '@max-[860px]:grid @max-[860px]:gap-3'
const line =
  'border-line @max-[860px]:grid @max-[860px]:gap-2.5 @max-[860px]:rounded-lg @max-[860px]:border @max-[860px]:bg-surface ' +
  '@max-[860px]:p-4 @max-[860px]:shadow-card @min-[860px]:not-last:border-b'
const box = '@min-[860px]:px-2.5 @min-[860px]:py-3.5'
const labelled =
  '@max-[860px]:grid @max-[860px]:grid-cols-[104px_minmax(0,1fr)] @max-[860px]:gap-3 @max-[860px]:before:text-sm ' +
  '@max-[860px]:before:text-ink-3 @max-[860px]:before:content-[attr(data-label)]'

/** A table where there is room, a stack of cards elsewhere. The first column names the row. */
export function DataTable<Row>({ caption, columns, rows, rowKey }: Props<Row>) {
  const [first, ...others] = columns
  return (
    <div className="@container min-w-0">
      <div
        className="@min-[860px]:rounded-lg @min-[860px]:border @min-[860px]:border-line @min-[860px]:bg-surface @min-[860px]:px-3
        @min-[860px]:py-1.5 @min-[860px]:shadow-card"
      >
        <table className={table}>
          <caption className="sr-only">{caption}</caption>
          <thead className={head}>
            <tr>
              {columns.map(({ key, header, quietHeader }) => (
                <th key={key} scope="col" className={headCell}>
                  <span className={quietHeader ? 'sr-only' : undefined}>{header}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody className={body}>
            {rows.map((row) => (
              <tr key={rowKey(row)} className={line}>
                <th scope="row" className={`text-left font-normal wrap-anywhere ${box} ${first?.className ?? ''}`}>
                  {first?.cell(row)}
                </th>
                {others.map(({ key, header, cell, quietHeader, className = '' }) => (
                  <td key={key} data-label={header} className={`${box} ${quietHeader ? '' : labelled} ${className}`}>
                    <div className="min-w-0">{cell(row)}</div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
