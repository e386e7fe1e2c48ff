/** The texts of a topic as they stand in messages/: the order of the keys is the order on the page. */
export type Tree = { readonly [key: string]: unknown }

const blockKinds = ['text', 'steps', 'list', 'terms', 'note', 'warn', 'code', 'picture'] as const

export type BlockKind = (typeof blockKinds)[number]
/** `items`: the keys below it; of a text none. */
export type Block = { kind: BlockKind; key: string; items: string[] }
/** `id`: the anchor, the same in every language. */
export type Section = { id: string; key: string; blocks: Block[] }

// A compiled message is a text or a list, never an object.
const isTree = (node: unknown): node is Tree => typeof node === 'object' && node !== null && !Array.isArray(node)

/** What a topic is made of: sections with a heading and blocks, whose kind is the word that their key begins with (`text2` is a text). */
export function outlineTopic(topic: Tree, key: string): Section[] {
  const sections = isTree(topic.sections) ? topic.sections : {}
  return Object.entries(sections)
    .filter(([, section]) => isTree(section))
    .map(([id, section]) => ({ id, key: `${key}.sections.${id}`, blocks: outlineBlocks(section as Tree, `${key}.sections.${id}`) }))
}

function outlineBlocks(section: Tree, key: string): Block[] {
  return Object.entries(section).flatMap(([name, node]) => {
    const kind = blockKinds.find((one) => one === name.replace(/\d/g, ''))
    return kind ? [{ kind, key: `${key}.${name}`, items: isTree(node) ? Object.keys(node) : [] }] : []
  })
}

/** The keys of every text below a node. */
export function leafKeys(node: unknown, key: string): string[] {
  return isTree(node) ? Object.entries(node).flatMap(([name, below]) => leafKeys(below, `${key}.${name}`)) : [key]
}
