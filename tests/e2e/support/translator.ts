// A page as the translator of Chrome and Edge leaves it: every text stands in <font>, also what comes later. The words stay as they are, so every
// test can be walked with it; what the translator was handed is written down.
import type { BrowserContext, Page } from '@playwright/test'

/** Runs in the page, and stands on its own feet. Begins once React holds the page, as somebody does who is asked whether to translate it. */
function translate(): void {
  const notTaken = 'script, style, noscript, textarea, [translate="no"], .notranslate'
  const told = ['title', 'placeholder', 'alt', 'aria-label']
  const hand = (text: string) => void (window as unknown as { handToTranslator(text: string): void }).handToTranslator(text)
  const font = () => {
    const made = document.createElement('font')
    made.style.verticalAlign = 'inherit'
    return made
  }
  const isFont = (node: Node | null) => node instanceof HTMLElement && node.localName === 'font'

  /** Texts that stand side by side become one; their nodes are gone. */
  const takeText = (text: Text) => {
    const parent = text.parentElement
    if (!parent || isFont(parent) || parent.closest(notTaken)) return
    for (let next = text.nextSibling; next instanceof Text; next = text.nextSibling) {
      text.data += next.data
      next.remove()
    }
    if (!text.data) return
    if (text.data.trim()) hand(text.data)
    const [outer, inner] = [font(), font()]
    inner.textContent = text.data
    outer.append(inner)
    text.replaceWith(outer)
  }
  const takeAttributes = (element: Element) => {
    if (element.closest(notTaken)) return
    for (const name of told) {
      const text = element.getAttribute(name)
      if (text) hand(text)
    }
  }
  const take = (root: Node) => {
    if (root instanceof Text) return takeText(root)
    if (!(root instanceof Element)) return
    for (const element of [root, ...root.querySelectorAll('*')]) takeAttributes(element)
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    texts.forEach(takeText)
  }
  const isHeld = () =>
    [...document.querySelectorAll('#main, #main form, #main a, #main button')].every((one) =>
      Object.keys(one).some((key) => key.startsWith('__reactProps')),
    )
  const begin = () => {
    if (!document.body || document.readyState !== 'complete' || !document.getElementById('main') || !isHeld()) return setTimeout(begin, 20)
    document.documentElement.classList.add('translated-ltr')
    take(document.body)
    const observer = new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === 'attributes') takeAttributes(target as Element)
        else if (type === 'characterData') take(target)
        else addedNodes.forEach((node) => node.isConnected && take(node))
      }
    })
    observer.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: told })
  }
  if (window === window.top) addEventListener('DOMContentLoaded', begin)
}

/** Switches the translator on for every page of a browser. @returns all that it was handed since */
export async function switchTranslatorOn(context: BrowserContext): Promise<string[]> {
  const handed: string[] = []
  await context.exposeBinding('handToTranslator', (_, text: string) => void handed.push(text))
  await context.addInitScript(translate)
  return handed
}

/**
 * The texts that stand beside others in their element, so that React holds their nodes by hand: what a translator takes away is then missing when
 * it is changed, removed, or has something put before it. A text that is all its element holds is set as a whole, whatever became of it. A blank
 * between two elements is no text to translate.
 */
export const bareTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    type Fiber = {
      tag: number
      memoizedProps: unknown
      child: Fiber | null
      sibling: Fiber | null
      return: Fiber | null
      stateNode: unknown
    }
    const key = Object.keys(document).find((name) => name.startsWith('__reactContainer$')) ?? ''
    const container = (document as unknown as Record<string, Fiber>)[key]
    const root = (container?.stateNode as { current: Fiber } | undefined)?.current
    if (!root) throw new Error('React does not hold this page')
    const hostText = 6
    const found: string[] = []
    const walk = (fiber: Fiber | null, host: Element | null) => {
      for (let one = fiber; one; one = one.sibling) {
        // Next.js tells screen readers of a new page in a shadow tree, where no translator comes.
        if (one.tag === hostText && host && String(one.memoizedProps).trim())
          found.push(`${JSON.stringify(one.memoizedProps)} in ${host?.outerHTML.slice(0, 300)}`)
        else walk(one.child, one.stateNode instanceof Element ? one.stateNode : host)
      }
    }
    walk(root.child, null)
    return found
  })

/** Waits until the page at hand has been translated. */
export const translated = (page: Page) => page.waitForFunction(() => document.querySelector('#main font') !== null)
