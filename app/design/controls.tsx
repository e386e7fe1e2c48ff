import { Download, Pencil, Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { CopyButton } from '@/components/ui/copy-button'
import { RowAction, RowActions } from '@/components/ui/row-actions'
import { SearchField } from '@/components/ui/search-field'
import { SubmitButton } from '@/components/ui/submit-button'
import { Tag } from '@/components/ui/tag'

const variants = ['primary', 'secondary', 'quiet', 'danger'] as const
const tones = ['plain', 'accent', 'good', 'warn', 'bad'] as const

export function Controls() {
  return (
    <>
      {(['md', 'sm'] as const).map((size) => (
        <div key={size} className="flex flex-wrap items-center gap-2.5">
          {variants.map((variant) => (
            <Button key={variant} variant={variant} size={size}>
              <Download aria-hidden />
              <span>{`${variant} ${size}`}</span>
            </Button>
          ))}
          <Button variant="primary" size={size} aria-disabled>
            {`held back ${size}`}
          </Button>
          <ButtonLink href="/design" size={size}>
            {`a link ${size}`}
          </ButtonLink>
        </div>
      ))}
      <form className="flex flex-wrap items-center gap-2.5">
        <SubmitButton isPending pendingLabel="Exchanging…">
          Exchange
        </SubmitButton>
        <CopyButton value="a value" label="Copy a value" />
        <RowActions>
          <RowAction href="/design" icon={<Pencil aria-hidden />} text="Edit" label="Edit this row" />
          <RowAction href="/design" icon={<Trash2 aria-hidden />} text="Delete" label="Delete this row" />
        </RowActions>
      </form>
      <SearchField action="/design" label="Search by name" defaultValue="kantoor" />
      <div className="flex flex-wrap gap-2">
        {tones.map((tone) => (
          <Tag key={tone} tone={tone}>
            {tone}
          </Tag>
        ))}
      </div>
    </>
  )
}
