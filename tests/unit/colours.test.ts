import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { accentProblems, readAccent, renderAccentCss } from '@/lib/brand/accent.mjs'
import { contrast } from '@/lib/brand/contrast.mjs'

const css = readFileSync('app/globals.css', 'utf8')
const sides = ['light', 'dark'] as const

/** `--ink: light-dark(#17191c, #eceef0);` as [name, light, dark]. */
const read = (text: string) =>
  new Map(
    [...text.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name = '', light = '', dark = '']) => [
      name,
      { light, dark },
    ]),
  )

const pairsOf = (tokens: ReturnType<typeof read>, side: (typeof sides)[number]) => {
  const colour = (name: string) => tokens.get(name)?.[side] ?? '#808080'
  const grounds = ['paper', 'surface', 'sunken', 'tint']
  const on = (texts: string[], places: string[]) => texts.flatMap((text) => places.map((place) => [text, place] as const))
  const texts = [
    ...on(['ink', 'ink-2', 'ink-3', 'accent', 'warn', 'bad', 'good'], grounds),
    ...['accent', 'warn', 'bad', 'good'].flatMap((tone) => on([tone, 'ink'], [`${tone}-soft`])),
    ...on(['accent-ink'], ['accent', 'accent-strong']),
    ...on(['bad-ink'], ['bad', 'bad-strong']),
  ]
  const controls = on(['line-strong', 'accent'], grounds)
  return { texts, controls, ratio: ([one, other]: readonly [string, string]) => contrast(colour(one), colour(other)) }
}

test('black on white is 21 to 1, and a colour on itself 1 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#0b6b5d', '#0b6b5d')).toBe(1)
  // An example of WCAG's own understanding documents.
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

describe.each(sides)('the tokens, %s', (side) => {
  const { texts, controls, ratio } = pairsOf(read(css), side)

  test('carry text at 4.5 to 1 at least, on every ground it stands on', () => {
    expect(texts.length).toBeGreaterThan(30)
    expect(texts.filter((pair) => ratio(pair) < 4.5).map((pair) => [...pair, ratio(pair)])).toEqual([])
  })

  test('draw controls and the focus at 3 to 1', () => {
    expect(controls.filter((pair) => ratio(pair) < 3).map((pair) => [...pair, ratio(pair)])).toEqual([])
  })
})

describe("an operator's accent", () => {
  test.each(['#1d4ed8', '#7c2d92,#d8b4fe', '#0b6b5d', '#333333'])('%s can be read everywhere', (text) => {
    const accent = readAccent(text)
    if (!accent) throw new Error('Not an accent')
    expect(accentProblems(accent)).toEqual([])
    const tokens = new Map([...read(css), ...read(renderAccentCss(accent))])
    for (const side of sides) {
      const { texts, ratio } = pairsOf(tokens, side)
      expect(texts.filter((pair) => pair.some((name) => name.startsWith('accent')) && ratio(pair) < 4.5)).toEqual([])
    }
  })

  test.each(['#ffd400', '#7dd3fc', '#1d4ed8,#1d4ed8'])('%s is refused, with the figure', (text) => {
    const accent = readAccent(text)
    expect(accent && accentProblems(accent).join('\n')).toMatch(/PORTAL_ACCENT: #\w{6} reaches \d\.\d\d to 1 on the (light|dark) side/)
  })

  test.each(['', 'red', '#fff', '#12345', '#123456;}', '#123456,#123456,#123456', 'url(x)'])('%j is no colour', (text) => {
    expect(readAccent(text)).toBeNull()
  })
})
