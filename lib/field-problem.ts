import type fields from '../messages/en/fields.json'

/** What may be wrong with a field or a form: the key of its sentence in messages/<language>/fields.json. */
export type FieldProblem = keyof typeof fields

/** For zod, whose messages are any text: the compiler sees that the sentence exists. */
export const says = (problem: FieldProblem): FieldProblem => problem
