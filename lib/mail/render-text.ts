import type { Block, Letter, Letterhead } from './mail'

function renderBlock(block: Block): string {
  if ('text' in block) return block.text
  return 'details' in block ? block.details.map(({ line }) => line).join('\n') : `${block.label}\n${block.link}`
}

/** A mail for programs, and people, that want no HTML: all that the other part says. `-- ` begins a signature (RFC 3676, 4.3). Pure. */
export function renderText({ greeting, blocks }: Letter, { name, url }: Letterhead): string {
  return `${[greeting, ...blocks.map(renderBlock), `-- \n${name}\n${url}`].join('\n\n')}\n`
}
