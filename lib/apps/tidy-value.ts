import { cleanValue, type Cleaning } from './clean-values'
import { readBlock, type Block } from './read-block'
import type { ValueField } from './value-labels'

/** What stood in a field and was more than its value. `removed` is empty where several values were taken apart. */
export type Tidied = { field: ValueField; values: Block; removed: Cleaning[] }

/** What a text becomes that was put into a field: several values, each for its own field, or one without what came along. Null: nothing to do. */
export function tidyValue(field: ValueField, text: string): Tidied | null {
  const block = readBlock(text)
  if (block) return { field, values: block, removed: [] }
  const { value, removed } = cleanValue(field, text)
  return removed.length > 0 ? { field, values: { [field]: value }, removed } : null
}
