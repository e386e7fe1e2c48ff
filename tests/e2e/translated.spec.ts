// Every page in every state, translated by the browser: nothing throws, and no text stands where a translator would pull it out of React's hands.
import { states } from './support/page-states'
import { expect, test } from './support/test'
import { bareTexts, switchTranslatorOn } from './support/translator'

for (const [name, reach] of Object.entries(states)) {
  test(`The page “${name}”, translated by the browser`, async ({ page, account, announced, backDoor, sandbox, context }) => {
    announced.push(/status of 404.*nowhere/)
    await switchTranslatorOn(context)
    await reach({ page, account, backDoor, sandbox })
    expect(await bareTexts(page)).toEqual([])
  })
}
