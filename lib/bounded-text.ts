import { z } from 'zod'
import type { FieldProblem } from './field-problem'

/**
 * Text from outside, refused by its length before anything else looks at it: normalising a text takes time with the square of its marks, and no
 * pattern or transform is to see more than a field can mean. What follows is piped, and does not run on what was refused.
 * `maximum`: in UTF-16 units; `told`: the length that the sentence names, where blanks and marks apart from their letters are taken besides.
 */
export const boundedText = (maximum: number, problem?: FieldProblem, told = maximum) =>
  z.string().refine((text) => text.length <= maximum, { error: problem, params: { maximum: told }, abort: true })

/** For what loses blanks, and is composed, before its own length is asked: no letter is typed in more than four parts. */
export const looseText = (maximum: number, problem: FieldProblem) => boundedText(4 * maximum, problem, maximum)
