import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ClientMessages } from '@/components/client-messages'
import { env } from '@/lib/env.js'
import { Controls } from './controls'
import { Fields } from './fields'
import { Foundations } from './foundations'
import { Surfaces } from './surfaces'

export const metadata: Metadata = { title: 'Design system' }

const sections = [
  { title: 'Foundations', Content: Foundations },
  { title: 'Controls', Content: Controls },
  { title: 'Fields', Content: Fields },
  { title: 'Surfaces', Content: Surfaces },
]

/** Every component in every state, for whoever builds the portal. Not there for its users: 404 outside of development, unless DESIGN_PAGE says so. */
export default function DesignPage() {
  if (env.NODE_ENV === 'production' && env.DESIGN_PAGE !== 'on') notFound()
  return (
    <ClientMessages>
      <main id="main" tabIndex={-1} className="mx-auto grid max-w-[1120px] grid-cols-1 gap-10 px-[18px] py-9 outline-none">
        <h1 className="text-title">Design system</h1>
        <p>
          {/* No Link: that page has to be loaded as a whole (readNonce there). */}
          <a href="/design/mail" className="underline">
            What the portal’s mails look like
          </a>
        </p>
        {sections.map(({ title, Content }) => (
          <section key={title} aria-label={title} className="grid min-w-0 grid-cols-1 gap-5">
            <h2 className="border-b border-line pb-2 text-lg font-[620]">{title}</h2>
            <Content />
          </section>
        ))}
      </main>
    </ClientMessages>
  )
}
