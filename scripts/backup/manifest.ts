// What a backup says about itself. It stands at the end, for sizes and sums are known only then.
import { z } from 'zod'

// Names become paths when a backup is unpacked.
const partNameSchema = z.string().regex(/^(database|spool\/[\w-][\w.-]{0,200})$/)

export const manifestSchema = z.object({
  format: z.literal(1),
  portal: z.string(), // the version that made it
  kind: z.enum(['sqlite', 'postgresql']),
  schema: z.string().nullable(), // of PostgreSQL: the one that the tables stand in
  at: z.iso.datetime(), // when the backup began: whatever was used later than this may have changed
  migrations: z.array(z.object({ name: z.string(), checksum: z.string(), finished: z.boolean(), rolledBack: z.boolean() })),
  parts: z.array(z.object({ name: partNameSchema, size: z.number().int().min(0), sha256: z.string() })),
})

export type Manifest = z.infer<typeof manifestSchema>
export type PartSum = Manifest['parts'][number]

/** @returns the name itself */
export const checkPartName = (name: string) => partNameSchema.parse(name)
