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

// What is said of every cell has a name of its own in app/globals.css: a page of rows would repeat it hundreds of times.
const headCell = 'border-b border-line px-2.5 py-2.5 text-left text-sm font-[560] text-ink-3'

const joined = (...classes: (string | false | undefined)[]) => classes.filter(Boolean).join(' ')

/** A table where there is room, a stack of cards elsewhere. The first column names the row. */
export function DataTable<Row>({ caption, columns, rows, rowKey }: Props<Row>) {
  const [first, ...others] = columns
  return (
    <div className="@container min-w-0">
      <div
        className="@min-[860px]:rounded-lg @min-[860px]:border @min-[860px]:border-line @min-[860px]:bg-surface @min-[860px]:px-3
        @min-[860px]:py-1.5 @min-[860px]:shadow-card"
      >
        <table className="@max-[860px]:block w-full border-collapse text-md">
          <caption className="sr-only">{caption}</caption>
          <thead className="@max-[860px]:sr-only">
            <tr>
              {columns.map(({ key, header, quietHeader }) => (
                <th key={key} scope="col" className={headCell}>
                  <span className={quietHeader ? 'sr-only' : undefined}>{header}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="@max-[860px]:grid @max-[860px]:gap-3">
            {rows.map((row) => (
              <tr key={rowKey(row)} className="table-line">
                <th scope="row" className={joined('table-cell-box text-left font-normal wrap-anywhere', first?.className)}>
                  {first?.cell(row)}
                </th>
                {others.map(({ key, header, cell, quietHeader, className }) => (
                  <td key={key} data-label={header} className={joined('table-cell-box', !quietHeader && 'table-cell-labelled', className)}>
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
