import 'server-only'
import { db } from '../db'

type Row = Record<string, string | null> & { id: string }
type Table = {
  findMany(query: object): Promise<Row[]>
  updateMany(change: object): Promise<{ count: number }>
  count(query: object): Promise<number>
}

/** Every column that holds cipher text under a user's data key. `column` + `Sealed` is its name; its place in the seal is `table`, row, `column`. */
export const sealedColumns: { table: string; column: string; rows: Table }[] = [
  ['AppRegistration', db.appRegistration, ['clientSecret']] as const,
  ['Attempt', db.attempt, ['clientSecret', 'state', 'answer', 'keptAnswer']] as const,
  ['SettingsFile', db.settingsFile, ['refreshToken', 'xml', 'encryptStatement']] as const,
  ['Totp', db.totp, ['secret']] as const,
].flatMap(([table, rows, columns]) => columns.map((column) => ({ table, column, rows: rows as unknown as Table })))

/** The rows whose cipher text begins so. */
export const underKey = (column: string, prefix: string) => ({ [`${column}Sealed`]: { startsWith: prefix } })
