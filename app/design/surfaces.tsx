import { History } from 'lucide-react'
import { PathSteps } from '@/components/path-steps'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { DefinitionList } from '@/components/ui/definition-list'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'

const tones = ['info', 'good', 'warn', 'bad'] as const
const at = new Date('2026-11-25T14:02:10Z')
const rows = ['settings-Kantoor.xml', 'settings-Magazijn-met-een-heel-lange-naam.xml'].map((name) => ({ name, when: 'today 14:02' }))

export function Surfaces() {
  return (
    <>
      <PageHeader title="A page" lead="What it is for, in one sentence." actions={<Button variant="primary">The next step</Button>} />
      {[{}, { values: at, pastes: true }, { values: at, returned: at }, { values: at, returned: at, settings: at }].map((props, index) => (
        <PathSteps key={index} {...props} />
      ))}
      <div className="grid gap-4 sm:grid-cols-2">
        {tones.map((tone) => (
          <Notice key={tone} tone={tone} title={`A notice: ${tone}`}>
            <p>What happened, what to do, and what it costs.</p>
          </Notice>
        ))}
        <Card title="A card" lead="With a lead." actions={<Button size="sm">An action</Button>}>
          <DefinitionList items={[{ term: 'Country', detail: 'Netherlands' }]} />
        </Card>
        <EmptyState icon={<History aria-hidden />} title="Nothing here yet" action={<Button>How to begin</Button>}>
          <p>What will stand here, and how it gets here.</p>
        </EmptyState>
      </div>
      <DataTable
        caption="A table"
        columns={[
          { key: 'name', header: 'Settings file', cell: ({ name }) => <b className="font-semibold">{name}</b> },
          { key: 'when', header: 'Made', cell: ({ when }) => when },
        ]}
        rows={rows}
        rowKey={({ name }) => name}
      />
    </>
  )
}
