import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { dictionary as english } from '@zxcvbn-ts/language-en'

const zxcvbn = new ZxcvbnFactory({ dictionary: { ...dictionary, ...english }, graphs: adjacencyGraphs })

/** From 0, guessed at once, to 4, not within anybody's time (zxcvbn). `near`: words that whoever guesses would try first. Large: import it when needed. */
export const judgeStrength = (password: string, near: string[]) => zxcvbn.check(password.slice(0, 128), near).score
